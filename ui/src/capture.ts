import { withWords } from "./words_fetched";

withWords(() => import("./capture_page"));
