import { wordsFetched } from "./words_fetched";

void wordsFetched.then(() => import("./main_page"));
