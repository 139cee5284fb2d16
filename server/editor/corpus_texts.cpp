#include "server/editor/corpus_texts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <set>
#include <stdexcept>

#include "corpus/best_bet_check.h"
#include "corpus/characters.h"
#include "corpus/document.h"
#include "corpus/durable_file.h"
#include "corpus/findings.h"
#include "corpus/front_matter.h"
#include "corpus/input.h"
#include "corpus/json_nodes.h"
#include "corpus/reader.h"
#include "corpus/source_files.h"
#include "corpus/table_mapping.h"
#include "corpus/thesaurus.h"
#include "query/watched_queries.h"
#include "server/admin/store.h"
#include "server/target.h"

namespace pramen::server::editor {
namespace fs = std::filesystem;
namespace {

using corpus::CompanionForm;
using corpus::FileForm;
using corpus::Problem;
using corpus::say;
using corpus::Sentence;
using Problems = std::vector<Problem>;

constexpr std::size_t longest_text = 1 << 20, longest_companion = 4 << 20, longest_workbook = 64 << 20;

std::string tag_of(std::string_view bytes) { return admin::hex(admin::secret_hash(bytes, "file").substr(0, 12)); }

bool is_file_name(std::string_view name) {
  const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); };
  return !name.empty() && name.size() <= 120 && plain(name.front()) &&
         std::ranges::all_of(name, [&](char c) { return plain(c) || c == '.' || c == '_' || c == '-'; });
}

// "x.sk.md" -> "x"
std::string record_of(const std::string& path) {
  const std::string name = fs::path(path).filename().string();
  return name.substr(0, name.find('.'));
}

// What a file with one record says in its front matter or object; empty for others. Faults are left to the check.
corpus::Node facts_of(const std::string& name, std::string bytes) {
  corpus::Findings findings(name);
  corpus::Node node;
  if (corpus::form_of(name) == FileForm::markdown)
    node = corpus::parse_markdown_file(std::move(bytes), findings).front;
  else if (corpus::form_of(name) == FileForm::json && corpus::check_characters(bytes, {}, findings))
    node = corpus::parse_json(bytes, {}, findings).node;
  findings.hand_out("", [](Problem&&) {});
  return node;
}

// What a record says of its kind; empty if it does not.
std::string kind_of(const std::string& name, const std::string& bytes) {
  const corpus::Node facts = facts_of(name, bytes);
  const corpus::Entry* kind = facts.find("kind");
  return kind == nullptr ? std::string() : kind->value.text;
}

// The documents and PDFs that a record of `text` names, with their paths below the corpus. Of JSON those of its texts.
std::vector<std::string> named_by(const NewText& text) {
  std::vector<std::string> paths;
  const fs::path folder = fs::path(text.path).parent_path();
  const auto add = [&](const std::string& name) {
    const std::string path = (folder / name).lexically_normal().string();
    if (!name.empty() && !fs::path(path).is_absolute() && !path.starts_with("..")) paths.push_back(path);
  };
  const auto look = [&](const corpus::Node& node) {
    if (const corpus::Entry* body = node.find("body_file")) add(body->value.text);
    const corpus::Entry* attachments = node.find("attachments");
    if (attachments == nullptr) return;
    for (const corpus::Node& one : attachments->value.items) {
      const corpus::Entry* file = one.find("file");
      add(file == nullptr ? one.text : file->value.text);
    }
  };
  const corpus::Node facts = facts_of(text.path, text.bytes);
  look(facts);
  if (const corpus::Entry* texts = facts.find("texts")) {
    for (const corpus::Entry& entry : texts->value.entries) look(entry.value);
  }
  return paths;
}

// The tables that a mapping can be for; empty for what is no mapping.
std::vector<std::string> tables_of(const std::string& path) {
  if (!corpus::is_mapping(path)) return {};
  const std::string stem = path.substr(0, path.size() - corpus::mapping_ending.size());
  return {stem + ".csv", stem + ".xlsx"};
}

bool is_beside(const std::string& path) { return corpus::form_of(path) == FileForm::beside; }

void write(const fs::path& path, std::string_view bytes) {
  fs::create_directories(path.parent_path());
  std::ofstream out(path, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (!out) throw std::runtime_error(fmt::format("cannot write {}", path.string()));
}

// A folder that goes when it is out of sight.
class Scratch {
 public:
  explicit Scratch(const fs::path& folder) : path_(folder / admin::random_text(16, true)) {
    fs::create_directories(path_ / "records");
  }
  ~Scratch() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  const fs::path& path() const { return path_; }

 private:
  const fs::path path_;
};

// Documents and PDFs below `folder` that no record of `texts` names are opened, too.
void check_documents(const fs::path& folder, std::span<const NewText> texts, const corpus::ProblemSink& sink) {
  std::set<std::string> named;
  for (const NewText& text : texts) {
    for (std::string& path : named_by(text)) named.insert(std::move(path));
  }
  corpus::SourceFiles files(folder);
  for (const NewText& text : texts) {
    if (!is_beside(text.path) || named.contains(text.path)) continue;
    corpus::Findings findings((folder / text.path).string());
    const std::string name = fs::path(text.path).filename().string();
    if (corpus::is_document(name)) {
      files.body(name, {1, 1}, findings);
    } else {
      corpus::Attachment attachment{.file = name};
      files.read(attachment, {1, 1}, findings);
    }
    findings.hand_out("", sink);
  }
}

Problem refused(const std::string& name, Sentence what, Sentence hint) {
  return {.where = {name, 1, 1}, .rule = "bad-file-name", .what = std::move(what), .hint = std::move(hint)};
}

}  // namespace

CorpusTexts::CorpusTexts(fs::path corpus, fs::path scratch, admin::CorpusMutex& mutex)
    : corpus_(std::move(corpus)),
      base_(fs::is_directory(corpus_) ? corpus_ : corpus_.parent_path()),
      scratch_(std::move(scratch)),
      mutex_(mutex),
      files_(corpus_) {
  fs::remove_all(scratch_);
}

std::string CorpusTexts::below(const std::string& path) const {
  return fs::path(path).lexically_relative(base_.empty() ? "." : base_).string();
}

namespace {

// Its bytes, as far as they can be shown.
void read_text(CorpusText& text, const std::string& file, std::size_t longest) {
  corpus::WholeFile whole = corpus::read_whole(file, longest);
  text.readable = whole.error.empty() && !whole.too_large && is_utf8(whole.text);
  text.bytes = std::move(whole.text);
  text.tag = tag_of(text.bytes);
}

}  // namespace

std::optional<CorpusText> CorpusTexts::find(std::string_view path) const {
  CorpusText text{.path = std::string(path), .bytes = {}, .tag = {}};
  for (const corpus::CorpusFile& file : corpus::corpus_files(corpus_)) {
    if (below(file.path) != path) continue;
    text.is_table = file.form == FileForm::xlsx;
    const bool is_text = file.form == FileForm::markdown || file.form == FileForm::json ||
                         file.form == FileForm::jsonl || file.form == FileForm::csv;
    if (is_text && file.bytes <= longest_text) read_text(text, file.path, longest_text);
    text.mendable = text.readable;
    return text;
  }
  for (const corpus::CompanionFile& file : corpus::companion_files(corpus_)) {
    if (below(file.path) != path) continue;
    read_text(text, file.path, longest_companion);
    text.mendable = text.readable && file.form == CompanionForm::mapping;
    return text;
  }
  return std::nullopt;
}

// Beside the table that comes with it, else beside the only one there is.
Placed CorpusTexts::place_of_mapping(const std::string& name, std::span<const NewText> beside) const {
  const std::vector<std::string> tables = tables_of(name);
  std::set<std::string> places;
  const auto look = [&](const fs::path& path) {
    if (std::ranges::find(tables, path.filename().string()) != tables.end())
      places.insert((path.parent_path() / name).string());
  };
  for (const NewText& text : beside) look(text.path);
  if (places.empty()) {
    for (const corpus::CorpusFile& file : corpus::corpus_files(corpus_)) look(below(file.path));
  }
  if (places.size() == 1) return {*places.begin(), {}};
  if (places.empty())
    return {{},
            refused(name, say("there is no table {} or {}", tables.front(), tables.back()),
                    say("upload the table together with its mapping"))};
  return {{},
          refused(name, say("there are {} tables that this mapping can be for", places.size()),
                  say("upload the table together with its mapping"))};
}

Placed CorpusTexts::place(const std::string& name, const std::string& bytes, std::span<const NewText> beside) const {
  if (corpus::form_of(name) == FileForm::unknown)
    return {{},
            refused(name, say("files of this sort are not read"),
                    say("records are .md, .json, .jsonl, .csv or .xlsx, what they name .docx, .html or .pdf"))};
  if (!is_file_name(name))
    return {
        {},
        refused(name, say("this is no name for a file here"), say("letters a to z, digits, and . _ - between them"))};
  if (is_beside(name)) {
    for (const NewText& text : beside) {
      for (const std::string& path : named_by(text)) {
        if (fs::path(path).filename() == name) return {path, {}};
      }
    }
  }
  if (corpus::is_mapping(name)) return place_of_mapping(name, beside);
  const bool markdown = corpus::form_of(name) == FileForm::markdown;
  std::vector<std::string> same_name, same_record;
  for (const corpus::CorpusFile& file : corpus::corpus_files(corpus_)) {
    const std::string path = below(file.path);
    if (fs::path(path).filename() == name) same_name.push_back(path);
    if (markdown && file.form == FileForm::markdown && record_of(path) == record_of(name)) same_record.push_back(path);
  }
  if (same_name.size() == 1) return {same_name.front(), {}};
  if (same_name.size() > 1)
    return {{},
            refused(name, say("there are {} files of this name", same_name.size()),
                    say("give each another name in the corpus first"))};
  if (is_beside(name)) return {fs::path("documents") / name, {}};
  if (!same_record.empty()) return {fs::path(same_record.front()).parent_path() / name, {}};
  const std::string kind = kind_of(name, bytes);
  if (kind.empty() || !is_file_name(kind)) return {fs::path("records") / name, {}};
  return {fs::path("records") / kind / name, {}};
}

// Files without which one cannot be read: the record's other languages, what it names, the columns of a table, the
// table of a mapping.
std::vector<std::string> CorpusTexts::companions(const NewText& text) const {
  std::vector<std::string> paths;
  if (corpus::form_of(text.path) == FileForm::markdown) {
    const corpus::RecordHome* home = files_.find(record_of(text.path));
    if (home != nullptr && home->form == FileForm::markdown) {
      for (const std::string& path : home->files) paths.push_back(below(path));
    }
  }
  for (const std::string& table : tables_of(text.path)) {
    if (fs::is_regular_file(base_ / table)) paths.push_back(table);
  }
  const fs::path mapping = fs::path(text.path).replace_extension(corpus::mapping_ending);
  if (fs::is_regular_file(base_ / mapping)) paths.push_back(mapping.string());
  for (const std::string& path : named_by(text)) {
    if (fs::is_regular_file(base_ / path) && corpus::lies_within(base_ / path, base_.empty() ? "." : base_))
      paths.push_back(path);
  }
  return paths;
}

std::vector<Problem> CorpusTexts::problems_of(const CorpusText& text) {
  const std::lock_guard lock(mutex_);
  for (const corpus::CompanionFile& file : corpus::companion_files(corpus_)) {
    if (below(file.path) != text.path) continue;
    std::vector<Problem> problems;
    const auto schema =
        corpus::corpus_schema(corpus_, [&](Problem&& problem) { problems.push_back(std::move(problem)); });
    if (schema && file.form != CompanionForm::schema) problems = problems_with(file, *schema);
    for (Problem& problem : problems) problem.where.file = below(problem.where.file);
    std::erase_if(problems, [&](const Problem& problem) { return problem.where.file != text.path; });
    return problems;
  }
  if (!text.is_table) return text.readable ? check_locked(std::array{NewText{text.path, text.bytes}}) : Problems();
  corpus::WholeFile workbook = corpus::read_whole((base_ / text.path).string(), longest_workbook);
  if (!workbook.error.empty() || workbook.too_large) return {};
  return check_locked(std::array{NewText{text.path, std::move(workbook.text)}});
}

// As `pramen check` finds them; those in other files, too.
std::vector<Problem> CorpusTexts::problems_with(const corpus::CompanionFile& file, const corpus::Schema& schema) {
  Problems problems;
  const auto keep = [&](Problem&& problem) { problems.push_back(std::move(problem)); };
  switch (file.form) {
    case CompanionForm::schema: break;  // there is one, so it has none
    case CompanionForm::thesaurus: corpus::corpus_thesaurus(corpus_, schema, {}, keep); break;
    case CompanionForm::queries: query::read_watched_queries(file.path, schema, keep); break;
    case CompanionForm::best_bets: {
      corpus::BestBetCheck check(corpus::read_best_bets(file.path, schema, keep));
      files_.refresh(schema);
      for (const std::string& id : files_.ids()) check.see(id);
      check.sound(corpus::today(), keep);
      break;
    }
    case CompanionForm::mapping: {
      corpus::Findings findings(file.table);
      corpus::TableMapping::beside(file.table, schema, findings);
      findings.hand_out({}, keep);
      break;
    }
  }
  return problems;
}

std::vector<Problem> CorpusTexts::check(std::span<const NewText> texts) {
  const std::lock_guard lock(mutex_);
  return check_locked(texts);
}

std::vector<Problem> CorpusTexts::check_locked(std::span<const NewText> texts) {
  std::vector<Problem> problems;
  const auto schema = corpus::corpus_schema(corpus_, [&](Problem&& problem) {
    problem.where.file = below(problem.where.file);
    problems.push_back(std::move(problem));
  });
  if (!schema) return problems;
  files_.refresh(*schema);
  const Scratch scratch(scratch_);
  // A mapping says what its table means: what that does to the rows is told, too.
  std::set<std::string> put, judged;
  for (const NewText& text : texts) {
    put.insert(text.path);
    judged.insert(text.path);
    for (std::string& table : tables_of(text.path)) judged.insert(std::move(table));
  }
  for (const NewText& text : texts) {
    for (const std::string& path : companions(text)) {
      if (put.contains(path) || fs::exists(scratch.path() / path)) continue;
      fs::create_directories((scratch.path() / path).parent_path());
      fs::copy_file(base_ / path, scratch.path() / path);
    }
    write(scratch.path() / text.path, text.bytes);
  }
  const auto replaced = [&](const corpus::RecordHome& home) {
    return std::ranges::any_of(home.files, [&](const std::string& path) {
      return put.contains(below(path)) || fs::exists(scratch.path() / below(path));
    });
  };
  corpus::Visitor visitor;
  const std::string inside = scratch.path().string() + "/";
  const auto keep = [&](Problem&& problem) {
    corpus::replace_all(problem.where.file, inside, "");
    for (Sentence* sentence : {&problem.what, &problem.hint}) sentence->replace_in_facts(inside, "");
    if (!judged.contains(problem.where.file)) return;
    // Which of them records of the corpus name is not looked at here.
    if (problem.rule == "unused-file" && fs::exists(base_ / problem.where.file)) return;
    problems.push_back(std::move(problem));
  };
  visitor.problem = keep;
  visitor.files_in = scratch.path();
  visitor.elsewhere = [&](const std::string& id) {
    const corpus::RecordHome* home = files_.find(id);
    return home != nullptr && !replaced(*home);
  };
  visitor.placed = [&](corpus::Record&& record, const corpus::RecordPlaces& places) {
    const corpus::RecordHome* home = files_.find(record.id);
    if (home == nullptr || replaced(*home)) return;
    const corpus::TextPlaces& original = places.at(record.original);
    keep({.where = {original.file, original.title.line, original.title.column},
          .rule = "doubled-id",
          .what = say("the id {} is there already, in {}", corpus::in_quotes(record.id), below(home->files.front())),
          .hint = say("give one of the two another id, or delete it"),
          .record = record.id});
  };
  corpus::read_corpus(scratch.path(), *schema, visitor);
  check_documents(scratch.path(), texts, keep);
  return problems;
}

CorpusTexts::Result CorpusTexts::put(std::span<const NewText> texts, std::string_view tag, bool keep_faulty) {
  const std::lock_guard lock(mutex_);
  Result result;
  if (!tag.empty()) {
    const auto now = find(texts.front().path);
    if (!now || now->tag != tag) {
      result.outcome = Outcome::changed_meanwhile;
      return result;
    }
  }
  for (const NewText& text : texts) {
    if (corpus::lies_within((base_ / text.path).parent_path(), base_.empty() ? "." : base_)) continue;
    result.outcome = Outcome::leads_out;
    return result;
  }
  result.problems = check_locked(texts);
  if (!keep_faulty && corpus::any_fault(result.problems)) {
    result.outcome = Outcome::faulty;
    return result;
  }
  std::vector<corpus::FreshFile> fresh;
  std::set<fs::path> folders;
  for (const NewText& text : texts) {
    fresh.emplace_back(base_ / text.path, text.bytes);
    folders.insert((base_ / text.path).parent_path());
  }
  for (corpus::FreshFile& file : fresh) file.put_in_place();
  for (const fs::path& folder : folders) corpus::sync_folder(folder);
  return result;
}

}  // namespace pramen::server::editor
