#include <fmt/format.h>

#include <algorithm>
#include <charconv>

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

}  // namespace

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

Json problem_list(const Visit& visit, const Json& problems, const std::string& path, const std::string& texts_path) {
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
                    {"place", fmt::format("{}:{}", line, one["column"].get<std::uint64_t>())},
                    {"url", link(visit, "/file", {{"path", file}}) + fmt::format("#L{}", line)},
                    {"rule", one["rule"]},
                    {"message", one["message"]},
                    {"hint", one["hint"]},
                    {"record", one["record"]}});
  }
  const auto step = [&](std::size_t to) {
    return to < 1 || to > pages ? std::string() : link(visit, path, {{"page", std::to_string(to)}});
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
