#include "cli/report/file_history.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <optional>
#include <utility>

#include "corpus/child_output.h"

namespace pramen::report {
namespace fs = std::filesystem;
namespace {

constexpr char begins_commit = '\x01';
constexpr auto patience = std::chrono::seconds(30);
constexpr std::size_t longest_log = 64 << 20;

// What git prints; nothing if it fails or takes too long. The settings of a repository may name programs: none of them
// is to run here.
std::optional<std::string> told_by(const fs::path& git, const fs::path& folder, std::vector<std::string> question) {
  std::vector<std::string> arguments = {"-C", folder.string(), "--no-pager", "--literal-pathspecs"};
  for (const char* setting : {"core.quotePath=off", "core.fsmonitor=false", "log.showSignature=false"})
    arguments.insert(arguments.end(), {"-c", setting});
  arguments.insert(arguments.end(), std::make_move_iterator(question.begin()), std::make_move_iterator(question.end()));
  corpus::ChildOutput output =
      corpus::output_of(git, std::move(arguments), {.patience = patience, .bytes = longest_log});
  if (output.too_long || output.code != 0) return std::nullopt;
  return std::move(output.text);
}

std::string_view next_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

}  // namespace

FileHistory::FileHistory(std::vector<std::string> files) {
  std::ranges::sort(files);
  files.erase(std::unique(files.begin(), files.end()), files.end());
  if (files.size() > most_files) files.resize(most_files);
  const auto git = corpus::program_named("git");
  if (!git || files.empty()) return;
  std::error_code gone;
  const auto top = told_by(*git, fs::canonical(files.front(), gone).parent_path(), {"rev-parse", "--show-toplevel"});
  if (!top) return;
  const fs::path repository = top->substr(0, top->find('\n'));
  std::vector<std::string> question = {
      "log", "--no-ext-diff", "--no-textconv", "--no-renames", "--name-only", "--format=%x01%cs", "--"};
  std::map<std::string, std::string, std::less<>> named;  // as git names them -> as they were named to us
  for (const std::string& file : files) {
    const fs::path path = fs::canonical(file, gone).lexically_relative(repository);
    if (gone || path.empty() || *path.begin() == "..") continue;
    question.push_back(path.string());
    named.emplace(path.string(), file);
  }
  if (named.empty()) return;
  const auto log = told_by(*git, repository, std::move(question));
  if (!log) return;
  for (std::string_view rest = *log; !rest.empty();) {
    const std::string_view line = next_line(rest);
    if (line.starts_with(begins_commit)) {
      days_.emplace_back(line.substr(1));
    } else if (const auto file = named.find(line); file != named.end() && !days_.empty()) {
      commits_[file->second].push_back(days_.size() - 1);
    }
  }
}

std::string FileHistory::changed_after(const std::string& file, const std::string& other) const {
  const auto changes = commits_.find(file), others = commits_.find(other);
  if (changes == commits_.end() || others == commits_.end()) return {};
  const auto older = std::ranges::lower_bound(changes->second, others->second.front());
  return older == changes->second.begin() ? std::string() : days_[*std::prev(older)];
}

}  // namespace pramen::report
