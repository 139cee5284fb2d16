// Jobs and what comes of them, as data of the templates. Pure functions over a visit.
#pragma once

#include "server/editor/visit.h"

namespace pramen::server::editor {

// One job as a row of a list: {"url", "kind", "state", "is_over", "created", "who", "why", ...}.
Json job_row(const Visit& visit, const Json& job);

// "file:line:column", without the latter where it is 0; of a workbook row and column in words. `file` is below the
// corpus.
std::string place_in(const Visit& visit, const std::string& file, std::uint64_t line, std::uint64_t column);

// Where the line is shown; empty where the file is none of the corpus (the folder as a whole, what is bundled).
std::string file_address(const Visit& visit, const std::string& file, std::uint64_t line);

// A page of faults, with places that lead to the text: {"problems", "summary", "previous_url", "next_url"}. `path` and
// `parameters`: of the page, below /editor. `texts_path`: files are below it; empty: paths are below the corpus
// already.
Json problem_list(const Visit& visit, const Json& problems, const std::string& path, const std::string& texts_path,
                  const Fields& parameters = {});

// What a preview would change, or two generations differ by, as tables.
Json diff_view(const Visit& visit, const Json& diff);
// The report of the corpus, as tables.
Json report_view(const Visit& visit, const Json& report, const std::string& texts_path);

}  // namespace pramen::server::editor
