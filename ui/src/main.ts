import { withWords } from "./words_fetched";

withWords(() => import("./main_page"));
