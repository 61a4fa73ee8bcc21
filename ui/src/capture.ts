import { wordsFetched } from "./words_fetched";

void wordsFetched.then(() => import("./capture_page"));
