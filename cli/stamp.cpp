#include <fmt/format.h>

#include <fstream>
#include <optional>
#include <regex>
#include <sstream>

#include "cli/commands.h"
#include "corpus/reader.h"

namespace pramen::cli {
namespace fs = std::filesystem;
namespace {

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file) throw std::runtime_error(fmt::format("cannot read {}", path.string()));
  return text.str();
}

// The first line of the front matter that says what the text was made from.
const std::regex translation_line("^translation_of:[^\\r\\n]*", std::regex::multiline);

bool is_translation(const std::string& text) {
  const std::size_t end = text.find("\n---");
  return end != std::string::npos && std::regex_search(text.substr(0, end + 1), translation_line);
}

// "x.en.md" and "x.sk.md" belong to one record: the same name up to the language.
std::string record_name(const fs::path& file) { return file.stem().stem().string(); }

std::optional<fs::path> original_of(const fs::path& translation) {
  const fs::path folder = translation.has_parent_path() ? translation.parent_path() : fs::path(".");
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".md" && record_name(entry.path()) == record_name(translation) &&
        !is_translation(read(entry.path()))) {
      return entry.path();
    }
  }
  return std::nullopt;
}

// The folder above with a schema.json; the file itself if there is none.
fs::path corpus_of(const fs::path& file) {
  for (fs::path folder = fs::absolute(file).parent_path(); folder.has_relative_path(); folder = folder.parent_path()) {
    if (fs::exists(folder / "schema.json")) return folder;
  }
  return file;
}

std::optional<std::string> hash_of(const fs::path& original) {
  const auto schema = corpus::corpus_schema(corpus_of(original), [](corpus::Problem&&) {});
  std::optional<std::string> hash;
  if (!schema) return hash;
  corpus::read_corpus(
      original, *schema,
      {.record = [&](corpus::Record&& record) { hash = corpus::text_hash(record.text_in(record.original)); },
       .problem = [](corpus::Problem&&) {},  // `pramen check` reports them; here only the text counts
       .progress = {},
       .files_in = corpus_of(original)});
  return hash;
}

bool stamp_file(const fs::path& file) {
  std::string text = read(file);
  if (!is_translation(text)) {
    fmt::print(stderr, "{}:1:1: this is no translation (its front matter has no translation_of)\n", file.string());
    return false;
  }
  const auto original = original_of(file);
  const auto hash = original ? hash_of(*original) : std::nullopt;
  if (!hash) {
    fmt::print(stderr, "{}:1:1: its original is missing or has faults (run `pramen check`)\n", file.string());
    return false;
  }
  std::smatch line;
  std::regex_search(text, line, translation_line);
  const std::string stamped = line.prefix().str() + "translation_of: " + *hash + line.suffix().str();
  if (stamped == text) return true;
  const fs::path fresh = file.string() + ".new~";
  std::ofstream out(fresh, std::ios::binary);
  out << stamped;
  out.close();
  if (!out) throw std::runtime_error(fmt::format("cannot write {}", fresh.string()));
  fs::permissions(fresh, fs::status(file).permissions());
  fs::rename(fresh, file);
  fmt::print("{}\n", file.string());
  return true;
}

}  // namespace

int stamp(const StampOptions& options) {
  bool all = true;
  for (const fs::path& file : options.files) all = stamp_file(file) && all;
  return all ? done : input_has_faults;
}

}  // namespace pramen::cli
