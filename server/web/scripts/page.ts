// Conveniences only: every page works without this file.
import { copyButtons } from "./copy.js";
import { facetSearch } from "./facet_search.js";
import { searchForm } from "./form.js";
import { suggestInPage } from "./page_box.js";
import { printButtons } from "./print.js";

searchForm();
suggestInPage();
facetSearch();
copyButtons();
printButtons();
