import { drawnLanguage } from "../../components/figure/language";
import { regionOf } from "../../format/locale";
import type { Paper, ReportFileInput, ReportFormat, ReportInput, ReportKind } from "../../backend/bindings/types";
import { getLocale, type Locale } from "../../paraglide/runtime.js";
import { Remembered, isText, oneOf } from "../../state/remembered.svelte";

/** Where Letter is the paper of every printer; everywhere else it is A4. */
const LETTER_REGIONS = new Set(["US", "CA", "MX", "PH", "CO", "CL", "VE", "CR", "GT", "PA"]);

/** The paper of where people are, as far as the system's languages say; a clinic of unknown region is in the US. */
function paperHere(): Paper {
  const region = regionOf() ?? "US";
  return LETTER_REGIONS.has(region) ? "letter" : "a4";
}

/** Which report is looked at, on which paper, in which language; survives a restart. */
class ReportOptions {
  readonly #report = new Remembered<ReportKind>("reports.report", "monthly", oneOf("monthly", "vendor"));
  readonly #paper = new Remembered<Paper>("reports.paper", paperHere(), oneOf("letter", "a4"));
  readonly #language = new Remembered<Locale | "">("reports.language", "", oneOf("", "en", "es"));
  readonly #system = new Remembered("reports.system", "", isText);
  /** Not remembered: next month the last whole month is another one. */
  #month: number | null = $state(null);

  get report(): ReportKind {
    return this.#report.current;
  }
  set report(report: ReportKind) {
    this.#report.current = report;
  }
  get paper(): Paper {
    return this.#paper.current;
  }
  set paper(paper: Paper) {
    this.#paper.current = paper;
  }
  /** The language on screen until another is chosen: a vendor may read another than the clinic. */
  get language(): Locale {
    return this.#language.current === "" ? getLocale() : this.#language.current;
  }
  set language(language: Locale) {
    this.#language.current = language === getLocale() ? "" : language;
  }
  get month(): number | null {
    return this.#month;
  }
  set month(month: number | null) {
    this.#month = month;
  }
  /** Months count from a system's own go-live, so another system begins at its last whole one. */
  set system(system: string | null) {
    this.#system.current = system ?? "";
    this.#month = null;
  }

  /** The vendor packet of a system, gone to from elsewhere. */
  packet(system: string | null): void {
    this.report = "vendor";
    this.system = system;
  }

  /** What to ask for; a system that is no longer here is not asked for. */
  asked(systems: readonly { id: string }[]): ReportInput {
    return {
      report: this.report,
      system: systems.find((one) => one.id === this.#system.current)?.id ?? null,
      month: this.report === "monthly" ? this.#month : null,
      language: drawnLanguage(this.language),
    };
  }

  file(systems: readonly { id: string }[], format: ReportFormat): ReportFileInput {
    return { report: this.asked(systems), paper: this.paper, format };
  }
}

export const reportOptions = new ReportOptions();
