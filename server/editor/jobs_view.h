// Jobs and what comes of them, as data of the templates. Pure functions over a visit.
#pragma once

#include "server/editor/visit.h"

namespace pramen::server::editor {

// One job as a row of a list: {"url", "kind", "state", "is_over", "created", "who", "why", ...}.
Json job_row(const Visit& visit, const Json& job);

// A page of faults, with places that lead to the text: {"problems", "summary", "previous_url", "next_url"}. `path`: of
// the page, below /editor. `texts_path`: files are below it; empty: paths are below the corpus already.
Json problem_list(const Visit& visit, const Json& problems, const std::string& path, const std::string& texts_path);

// What a preview would change, or two generations differ by, as tables.
Json diff_view(const Visit& visit, const Json& diff);
// The report of the corpus, as tables.
Json report_view(const Visit& visit, const Json& report, const std::string& texts_path);

}  // namespace pramen::server::editor
