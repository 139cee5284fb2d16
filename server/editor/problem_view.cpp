#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "corpus/corpus_files.h"
#include "server/editor/jobs_view.h"

namespace pramen::server::editor {
namespace {

constexpr std::size_t rows_a_page = 100;

std::size_t asked_page(const Visit& visit) {
  const std::string text = parameter(visit.request, "page");
  std::size_t number = 1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() && number >= 1 && number < 100'000 ? number : 1;
}

std::string below(std::string file, const std::string& folder) {
  if (!folder.empty() && file.starts_with(folder)) file.erase(0, folder.size());
  return file;
}

// As spreadsheet programs name them: A to Z, AA and so on.
std::string column_letters(std::uint64_t column) {
  std::string letters;
  for (; column > 0; column = (column - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (column - 1) % 26));
  return letters;
}

}  // namespace

std::string place_in(const Visit& visit, const std::string& file, std::uint64_t line, std::uint64_t column) {
  if (corpus::form_of(file) != corpus::FileForm::xlsx)
    return column == 0 ? fmt::format("{}:{}", file, line) : fmt::format("{}:{}:{}", file, line, column);
  const std::string row = std::to_string(line);
  const std::string words = column == 0
                                ? visit.words.fill("table_row", {{"row", row}})
                                : visit.words.fill("table_cell", {{"row", row}, {"column", column_letters(column)}});
  return fmt::format("{}: {}", file, words);
}

std::string file_address(const Visit& visit, const std::string& file, std::uint64_t line) {
  const bool of_the_corpus = !file.empty() && !file.starts_with('/') && !file.starts_with('(');
  return of_the_corpus ? link(visit, "/file", {{"path", file}}) + fmt::format("#L{}", line) : std::string();
}

Json job_row(const Visit& visit, const Json& job) {
  const std::string state = job["state"];
  return {{"url", link(visit, "/jobs/" + job["id"].get<std::string>())},
          {"kind", word(visit, "kind", job["kind"])},
          {"state", word(visit, "state", state)},
          {"state_name", state},
          {"is_over", !job["ended"].is_null()},
          {"created", moment(visit.texts, job["created"])},
          {"ended", moment(visit.texts, job["ended"])},
          {"who", job["name"]},
          {"why", job["why"]}};
}

Json problem_list(const Visit& visit, const Json& problems, const std::string& path, const std::string& texts_path,
                  const Fields& parameters) {
  const std::size_t pages = std::max<std::size_t>(1, (problems.size() + rows_a_page - 1) / rows_a_page);
  const std::size_t number = std::min(asked_page(visit), pages), first = (number - 1) * rows_a_page;
  Json rows = Json::array();
  for (std::size_t i = first; i < std::min(first + rows_a_page, problems.size()); ++i) {
    const Json& one = problems[i];
    const std::string file = below(one["file"], texts_path);
    const auto line = one["line"].get<std::uint64_t>();
    rows.push_back({{"is_fault", one["severity"] == "fault"},
                    {"severity", word(visit, "severity", one["severity"])},
                    {"file", file},
                    {"place", place_in(visit, file, line, one["column"].get<std::uint64_t>())},
                    {"url", file_address(visit, file, line)},
                    {"rule", one["rule"]},
                    {"message", one["message"]},
                    {"hint", one["hint"]},
                    {"record", one["record"]}});
  }
  const auto step = [&](std::size_t to) {
    Fields fields = parameters;
    fields.emplace_back("page", std::to_string(to));
    return to < 1 || to > pages ? std::string() : link(visit, path, std::move(fields));
  };
  const auto faults = static_cast<std::uint64_t>(
      std::ranges::count_if(problems, [](const Json& one) { return one["severity"] == "fault"; }));
  return {
      {"problems", rows},
      {"any", !problems.empty()},
      {"faults", visit.words.count("faults", faults)},
      {"warnings", visit.words.count("warnings", problems.size() - faults)},
      {"previous_url", step(number - 1)},
      {"next_url", step(number + 1)},
      {"paged", pages > 1},
      {"page_of", visit.texts.fill("page_of", {{"page", std::to_string(number)}, {"pages", std::to_string(pages)}})}};
}

}  // namespace pramen::server::editor
