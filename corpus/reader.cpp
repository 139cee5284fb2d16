// One corpus, one walk: each file or group of files becomes drafts, each draft is
// checked against the ids seen so far and handed out.
#include "corpus/reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "corpus/characters.h"
#include "corpus/corpus_files.h"
#include "corpus/csv_columns.h"
#include "corpus/input.h"
#include "corpus/json_nodes.h"
#include "corpus/known_ids.h"
#include "corpus/markdown_group.h"
#include "corpus/source_files.h"
#include "corpus/table_mapping.h"
#include "corpus/xlsx_rows.h"

namespace pramen::corpus {
namespace {

namespace fs = std::filesystem;

// The unit at hand, and where it begins.
struct UnitStart {
  UnitHash hash;
  Place at;
};

class CorpusReader {
 public:
  CorpusReader(const fs::path& root, const Schema& schema, const Visitor& visitor)
      : root_(root), schema_(schema), visitor_(visitor), files_(corpus_files(root)) {
    sink_ = [this](Problem&& problem) { report(std::move(problem)); };
    if (!visitor.files_in.empty()) sources_.emplace(visitor.files_in);
  }

  ReadReport read() {
    for (const auto& file : files_) progress_.bytes_total += file.bytes;
    if (files_.empty()) report_empty();
    for (std::size_t i = 0; i < files_.size() && !report_.stopped;) {
      i = files_[i].form == FileForm::markdown ? read_group(i) : read_file(i);
    }
    if (!report_.stopped) report_dangling();
    if (!report_.stopped && sources_) report_unused();
    return std::move(report_);
  }

 private:
  std::size_t read_file(std::size_t index);
  std::size_t read_group(std::size_t first);
  void parse_group(std::size_t first, std::size_t end, std::vector<WholeFile>&& texts, const UnitStart& unit);
  void read_json(std::size_t index);
  void read_lines(std::size_t index);
  void read_table(std::size_t index);
  UnitHash group_hash(std::size_t first, std::size_t end, const std::vector<WholeFile>& texts) const;
  std::optional<LanguageFile> read_language_file(const CorpusFile& file, WholeFile&& whole, const std::string& language,
                                                 Findings& findings);
  void read_sheet(std::size_t index);
  // `done`: bytes of the file that the rows so far were made of.
  template <typename Rows, typename Done>
  void read_rows(Rows& rows, TableMapping& mapping, const Done& done, std::size_t index);

  void add_json(std::string& text, Place at, std::size_t index, Findings& findings);
  // `unit`: what the draft was made of.
  void finish(Draft&& draft, std::size_t index, Findings& findings, const UnitStart& unit, bool keep_back = false);
  bool take_over(const UnitStart& unit, std::size_t index);
  Unit unit_of(const Draft& draft, std::size_t index, const UnitStart& start) const;
  std::size_t file_of(const Draft& draft, std::size_t index) const;
  void give_up(Findings& findings, const std::string& record = {});
  void check_relations(const Draft& draft, std::size_t index, bool handed_out);
  void refuse_self_relations(const Draft& draft, Findings& findings);
  void too_large(Place at, Findings& findings);
  void unreadable(const Sentence& reason, Findings& findings);

  void report(Problem&& problem);
  void report_empty();
  void report_dangling();
  void report_unused();
  SourceFiles* sources() { return sources_ ? &*sources_ : nullptr; }
  bool is_alone(const CorpusFile& file) const { return files_.size() == 1 && file.path == root_.string(); }
  void advance(std::uint64_t bytes);

  fs::path root_;
  const Schema& schema_;
  const Visitor& visitor_;
  std::vector<CorpusFile> files_;
  std::optional<SourceFiles> sources_;
  ProblemSink sink_;
  KnownIds ids_;
  PendingRelations pending_;
  Progress progress_;
  ReadReport report_;
};

std::size_t CorpusReader::read_file(std::size_t index) {
  const CorpusFile& file = files_[index];
  const std::uint64_t before = progress_.bytes_done;
  Findings findings(file.path);
  switch (file.form) {
    case FileForm::json: read_json(index); break;
    case FileForm::jsonl: read_lines(index); break;
    case FileForm::csv: read_table(index); break;
    case FileForm::xlsx: read_sheet(index); break;
    case FileForm::link_outside:
      findings.fault({}, "outside-link", say("the link leads out of the corpus and is not followed"),
                     say("put the file itself here"));
      give_up(findings);
      break;
    case FileForm::unreadable: unreadable(file.reason, findings); break;
    default:
      if (file.form == FileForm::beside && !is_alone(file)) break;
      if (is_alone(file)) {
        findings.fault({}, "bad-file-name", say("this is no corpus file"),
                       say("give a folder, or a .jsonl, .json, .csv, .xlsx or .md file"));
      } else {
        findings.warning({}, "bad-file-name", say("files of this sort are not read"),
                         say("records are .md, .json, .jsonl, .csv or .xlsx"));
      }
      findings.hand_out({}, sink_);
  }
  if (!report_.stopped) advance(before + file.bytes - progress_.bytes_done);
  return index + 1;
}

struct MarkdownName {
  std::string id, language;
  bool well_formed = false;
};

MarkdownName markdown_name(const std::string& path) {
  const std::string name = path.substr(path.rfind('/') + 1);  // npos + 1 is 0
  const std::string stem = name.substr(0, name.size() - 3);
  const auto dot = stem.find('.');
  if (dot == std::string::npos || dot == 0 || dot + 1 == stem.size() || stem.find('.', dot + 1) != std::string::npos)
    return {};
  return {stem.substr(0, dot), stem.substr(dot + 1), true};
}

// "folder/id." of a path: what the files of one record share.
std::string_view group_of(std::string_view path) {
  const auto slash = path.rfind('/');
  const auto dot = path.find('.', slash == std::string_view::npos ? 0 : slash);
  return path.substr(0, dot + 1);
}

// The kind that the folder of a file says; empty where it lies in none.
std::string_view kind_by_place(const CorpusFile& file) {
  if (file.folder == 0) return {};
  const std::string_view path(file.path);
  const auto slash = path.rfind('/', file.folder - 2);
  return path.substr(slash + 1, file.folder - slash - 2);
}

// Reads the Markdown files of one record, and whatever else sorts among them.
std::size_t CorpusReader::read_group(std::size_t first) {
  const std::string group(group_of(files_[first].path));
  std::size_t end = first;
  while (end < files_.size() && files_[end].path.starts_with(group)) ++end;

  std::vector<WholeFile> texts(end - first);
  std::uint64_t bytes = 0;
  for (std::size_t i = first; i < end; ++i) {
    if (files_[i].form != FileForm::markdown) continue;
    bytes += files_[i].bytes;
    texts[i - first] = read_whole(files_[i].path, max_record_bytes);
  }
  const UnitStart unit{group_hash(first, end, texts), {}};
  if (!take_over(unit, first)) parse_group(first, end, std::move(texts), unit);
  advance(bytes);
  for (std::size_t i = first; i < end && !report_.stopped; ++i) {
    if (files_[i].form != FileForm::markdown) read_file(i);
  }
  return end;
}

// Names and texts of the files. A name says the record's id, its kind and the languages.
UnitHash CorpusReader::group_hash(std::size_t first, std::size_t end, const std::vector<WholeFile>& texts) const {
  UnitHasher hasher('m');
  for (std::size_t i = first; i < end; ++i) {
    const CorpusFile& file = files_[i];
    hasher.add(std::string_view(file.path).substr(file.path.rfind('/') + 1));
    hasher.add(file.form == FileForm::markdown ? kind_by_place(file) : std::string_view());
    hasher.add(texts[i - first].text);
  }
  return hasher.hash();
}

void CorpusReader::parse_group(std::size_t first, std::size_t end, std::vector<WholeFile>&& texts,
                               const UnitStart& unit) {
  const std::string id = markdown_name(files_[first].path).id;
  Findings findings(files_[first].path);
  std::vector<LanguageFile> parts;
  std::string folder;
  for (std::size_t i = first; i < end; ++i) {
    const CorpusFile& file = files_[i];
    if (file.form != FileForm::markdown) continue;
    findings.enter(file.path);
    const MarkdownName name = markdown_name(file.path);
    if (!name.well_formed) {
      findings.fault({}, "bad-file-name", say("the name is not of the form <id>.<language>.md"),
                     say("rename it, or move it out of records"));
    } else if (!schema_.has_language(name.language)) {
      findings.fault({}, "unknown-language", say("{} is no language of this corpus", in_quotes(name.language)),
                     say("known: {}", fmt::join(schema_.languages(), ", ")));
    } else if (auto part = read_language_file(file, std::move(texts[i - first]), name.language, findings)) {
      if (const std::string_view kind = kind_by_place(file); !kind.empty()) folder = kind;
      parts.push_back(std::move(*part));
    }
  }
  if (id.empty() || !is_record_id(id)) {
    findings.enter(files_[first].path);
    if (!id.empty())
      findings.fault({}, "bad-id", say("{} is no record id", in_quotes(id)),
                     say("rename the file: 1 to 100 of a-z, 0-9 and -"));
    give_up(findings);
  } else if (parts.empty()) {
    std::uint32_t ignored = 0;
    ids_.add(id, static_cast<std::uint32_t>(first), &ignored);
    give_up(findings, id);
  } else {
    Draft draft = draft_from_markdown(id, folder, std::move(parts), schema_, findings, sources());
    finish(std::move(draft), first, findings, unit);
  }
}

std::optional<LanguageFile> CorpusReader::read_language_file(const CorpusFile& file, WholeFile&& whole,
                                                             const std::string& language, Findings& findings) {
  if (!whole.error.empty()) {
    findings.fault({}, "unreadable-file", say("the file cannot be read: {}", whole.error));
    return std::nullopt;
  }
  if (whole.too_large) {
    too_large({}, findings);
    return std::nullopt;
  }
  return LanguageFile{file.path, language, parse_markdown_file(std::move(whole.text), findings)};
}

void CorpusReader::read_json(std::size_t index) {
  Findings findings(files_[index].path);
  WholeFile whole = read_whole(files_[index].path, max_record_bytes);
  if (!whole.error.empty()) return unreadable(whole.error, findings);
  if (whole.too_large) {
    too_large({}, findings);
    return give_up(findings);
  }
  if (whole.text.starts_with("\xEF\xBB\xBF")) whole.text.erase(0, 3);
  add_json(whole.text, {}, index, findings);
}

void CorpusReader::read_lines(std::size_t index) {
  Findings findings(files_[index].path);
  Input input(files_[index].path);
  std::string line;
  std::uint64_t done = 0;
  for (Place at; !report_.stopped; ++at.line) {
    line.clear();
    const auto result = input.line(line, max_record_bytes);
    if (result == Input::Line::end) break;
    if (at.line == 1 && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
    if (result == Input::Line::too_long) {
      too_large(at, findings);
      give_up(findings);
      for (int byte = input.get(); byte >= 0 && byte != '\n';) byte = input.get();
    } else if (line.find_first_not_of(" \t\r") != std::string::npos) {
      add_json(line, at, index, findings);
    }
    if (input.offset() - done >= (1u << 16)) {
      advance(input.offset() - done);
      done = input.offset();
    }
  }
  if (!input.error().empty()) unreadable(input.error(), findings);
}

void CorpusReader::add_json(std::string& text, Place at, std::size_t index, Findings& findings) {
  const UnitStart unit{unit_hash(text, 'j'), at};
  if (take_over(unit, index)) return;
  if (!check_characters(text, at, findings)) return give_up(findings);
  Parsed parsed = parse_json(text, at, findings);
  if (parsed.whole)
    return finish(draft_from_node(parsed.node, {schema_, findings, Form::json, sources()}), index, findings, unit);
  // Relations to a broken record are not dangling if its id can be made out.
  const Entry* id = parsed.node.find("id");
  const std::string name =
      id && id->value.kind == NodeKind::string && is_record_id(id->value.text) ? id->value.text : "";
  std::uint32_t ignored = 0;
  if (!name.empty()) ids_.add(name, static_cast<std::uint32_t>(index), &ignored);
  give_up(findings, name);
}

void CorpusReader::read_table(std::size_t index) {
  Findings findings(files_[index].path);
  auto mapping = TableMapping::beside(files_[index].path, schema_, findings);
  if (!mapping) return give_up(findings);
  Input input(files_[index].path);
  if (input.opened()) {
    CsvRows rows(input);
    read_rows(
        rows, *mapping, [&] { return input.offset(); }, index);
  }
  if (!input.error().empty()) unreadable(input.error(), findings);
}

void CorpusReader::read_sheet(std::size_t index) {
  Findings findings(files_[index].path);
  auto mapping = TableMapping::beside(files_[index].path, schema_, findings);
  if (!mapping) return give_up(findings);
  XlsxRows rows(files_[index].path, mapping->sheet(), findings);
  if (findings.faulty()) return give_up(findings);
  const auto bytes = static_cast<double>(files_[index].bytes);
  read_rows(
      rows, *mapping, [&] { return static_cast<std::uint64_t>(rows.share_done() * bytes); }, index);
}

namespace {

// What a row holds depends on the header, its cells and where these stand in the row.
UnitHash row_hash(const UnitHash& header, const std::vector<Cell>& cells) {
  UnitHasher hasher('t');
  hasher.add(header);
  const std::uint32_t first = cells.front().at.line;
  for (const Cell& cell : cells) {
    hasher.add(cell.text);
    hasher.add(UnitHash{(std::uint64_t{cell.at.line - first} << 32) | cell.at.column,
                        (cell.quoted ? 1U : 0U) | (cell.inexact ? 2U : 0U)});
  }
  return hasher.hash();
}

}  // namespace

template <typename Rows, typename Done>
void CorpusReader::read_rows(Rows& rows, TableMapping& mapping, const Done& done, std::size_t index) {
  Findings findings(files_[index].path);
  std::vector<Cell> cells;
  std::optional<CsvColumns> columns;
  UnitHash header;
  std::uint64_t told = 0;
  // After a quote that is not closed the lines that do not fit are the rest of its
  // text, which has been reported.
  bool recovering = false;
  // With a column that nobody can read no row is whole: all are checked, none is
  // handed out.
  bool header_faulty = false;
  while (!report_.stopped) {
    const auto result = rows.next(cells, findings);
    if (result == CsvRows::Result::end) break;
    const bool row = result == CsvRows::Result::row;
    if (row && cells.front().at.line < mapping.header_line()) continue;
    const bool blank = row && std::ranges::all_of(cells, [](const Cell& cell) { return is_blank(cell.text); });
    if (row && !blank && columns) mapping.apply_to_row(cells);
    const bool fits = columns && cells.size() == columns->size();
    if (recovering && row && !fits) continue;
    recovering = result == CsvRows::Result::faulty;
    if (row && !columns && !blank) {
      mapping.apply_to_header(cells);
      columns = CsvColumns::from_header(cells, schema_, findings);
      header = row_hash({}, cells);
      header_faulty = findings.faulty();
      if (columns) findings.hand_out({}, sink_);
    } else if (row && !blank) {
      const UnitStart unit{row_hash(header, cells), cells.front().at};
      const bool taken = !header_faulty && take_over(unit, index);
      if (const auto node = taken ? std::nullopt : columns->node_of(cells, findings)) {
        finish(draft_from_node(*node, {schema_, findings, Form::csv, sources()}), index, findings, unit, header_faulty);
      }
    }
    if (findings.faulty()) give_up(findings);
    if (!columns && !blank) return;
    if (done() > told + (1u << 16)) {
      advance(done() - told);
      told = done();
    }
  }
  if (columns || report_.stopped) return;
  findings.fault({}, "broken-csv", say("the table is empty"),
                 say("the first line names the columns: id,kind,title_sk,..."));
  give_up(findings);
}

namespace {

// One that could not be read, for want of a program perhaps, is tried again.
bool has_unread_files(const Record& record) {
  return std::ranges::any_of(record.texts, [](const auto& text) {
    return std::ranges::any_of(text.second.attachments, &std::string::empty, &Attachment::text_hash);
  });
}

}  // namespace

void CorpusReader::finish(Draft&& draft, std::size_t index, Findings& findings, const UnitStart& unit, bool keep_back) {
  const std::string id = draft.record.id;
  findings.enter(draft.file);
  std::uint32_t first = 0;
  if (!id.empty() && !ids_.add(id, static_cast<std::uint32_t>(index), &first)) {
    const Sentence where = first == index ? say("above in this file") : say("in {}", files_[first].path);
    findings.fault(draft.id_at, "doubled-id", say("the id {} is there already, {}", in_quotes(id), where),
                   say("give one of the two another id, or delete it"));
  }
  refuse_self_relations(draft, findings);
  const bool sound = !findings.faulty() && !keep_back;
  check_relations(draft, index, sound);
  if (!sound) return give_up(findings, id);
  auto files = sources_ ? sources_->take_named(files_[index].path) : std::vector<UnitFile>();
  std::optional<Unit> clean;
  if (visitor_.clean && findings.empty() && files && !has_unread_files(draft.record)) {
    clean = unit_of(draft, index, unit);
    clean->files = std::move(*files);
  }
  findings.hand_out(id, sink_);
  ++report_.records;
  ++progress_.records;
  if (visitor_.placed) {
    visitor_.placed(std::move(draft.record), draft.places);
  } else if (visitor_.record) {
    visitor_.record(std::move(draft.record));
  }
  if (clean) visitor_.clean(std::move(*clean));
}

// False: the unit has to be read. So has one whose id is there already, to say where.
bool CorpusReader::take_over(const UnitStart& start, std::size_t index) {
  std::optional<Unit> unit;
  if (visitor_.known) unit = visitor_.known(start.hash);
  if (!unit || ids_.contains(unit->id)) return false;
  const auto is_same = [&](const UnitFile& file) { return sources_ && sources_->is_same(file, files_[index].path); };
  if (!std::ranges::all_of(unit->files, is_same)) return false;
  std::uint32_t ignored = 0;
  ids_.add(unit->id, static_cast<std::uint32_t>(index), &ignored);
  for (const UnitRelation& relation : unit->relations) {
    if (ids_.contains(relation.target)) continue;
    pending_.add({.source = unit->id,
                  .target = relation.target,
                  .file = static_cast<std::uint32_t>(index) + relation.file,
                  .at = {relation.at.line + start.at.line - 1, relation.at.column},
                  .handed_out = true},
                 ids_);
  }
  ++report_.records;
  ++progress_.records;
  visitor_.taken(std::move(*unit));
  return true;
}

Unit CorpusReader::unit_of(const Draft& draft, std::size_t index, const UnitStart& start) const {
  Unit unit{.hash = start.hash, .id = draft.record.id, .kind = draft.record.kind, .relations = {}};
  const auto file = static_cast<std::uint32_t>(file_of(draft, index) - index);
  for (const auto& relation : draft.relations)
    unit.relations.push_back({relation.target, file, {relation.at.line - start.at.line + 1, relation.at.column}});
  return unit;
}

void CorpusReader::refuse_self_relations(const Draft& draft, Findings& findings) {
  for (const auto& relation : draft.relations) {
    if (relation.target == draft.record.id) {
      findings.fault(relation.at, "dangling-related", say("the record is related to itself"),
                     say("delete it from the list"));
    }
  }
}

void CorpusReader::check_relations(const Draft& draft, std::size_t index, bool handed_out) {
  const std::size_t file = file_of(draft, index);
  for (const auto& relation : draft.relations) {
    if (relation.target == draft.record.id || ids_.contains(relation.target)) continue;
    if (visitor_.elsewhere && visitor_.elsewhere(relation.target)) continue;
    pending_.add({.source = draft.record.id,
                  .target = relation.target,
                  .file = static_cast<std::uint32_t>(file),
                  .at = relation.at,
                  .handed_out = handed_out},
                 ids_);
  }
}

// The file that carries the facts need not be the first of its group.
std::size_t CorpusReader::file_of(const Draft& draft, std::size_t index) const {
  std::size_t file = index;
  while (file + 1 < files_.size() && files_[file].path != draft.file) ++file;
  return file;
}

void CorpusReader::give_up(Findings& findings, const std::string& record) {
  findings.hand_out(record, sink_);
  ++report_.faulty;
}

void CorpusReader::too_large(Place at, Findings& findings) {
  findings.fault(at, "too-large", say("the record has more than {} bytes", max_record_bytes),
                 say("shorten or split it"));
}

void CorpusReader::unreadable(const Sentence& reason, Findings& findings) {
  findings.fault({}, "unreadable-file", say("the file cannot be read: {}", reason));
  give_up(findings);
}

void CorpusReader::report(Problem&& problem) {
  ++(problem.severity == Severity::fault ? report_.faults : report_.warnings);
  if (visitor_.problem) visitor_.problem(std::move(problem));
}

void CorpusReader::report_empty() {
  std::error_code error;
  if (fs::is_directory(root_ / "records", error)) return;
  Findings findings(root_.string());
  findings.fault({}, "unreadable-file", say("the folder holds no records"),
                 say("a corpus has a folder records/ or files .jsonl or .csv"));
  findings.hand_out({}, sink_);
}

void CorpusReader::report_dangling() {
  std::string last;
  pending_.for_each_dangling(ids_, [&](const PendingRelations::Relation& relation) {
    Findings findings(files_[relation.file].path);
    findings.fault(relation.at, "dangling-related", say("there is no record {}", in_quotes(relation.target)),
                   say("mend the id, or delete it from the list"));
    findings.hand_out(std::string(relation.source), sink_);
    if (!relation.handed_out || last == relation.source) return;
    last = relation.source;
    report_.withdrawn.push_back(last);
    --report_.records;
    ++report_.faulty;
  });
}

void CorpusReader::report_unused() {
  for (const CorpusFile& file : files_) {
    if (file.form != FileForm::beside || sources_->named(file.path)) continue;
    Findings findings(file.path);
    findings.warning({}, "unused-file", say("no record names this file"),
                     say("name it in body_file or attachments, or make a record of it with `pramen import`"));
    findings.hand_out({}, sink_);
  }
}

void CorpusReader::advance(std::uint64_t bytes) {
  progress_.bytes_done += bytes;
  if (visitor_.progress && !visitor_.progress(progress_)) report_.stopped = true;
}

}  // namespace

std::optional<Schema> corpus_schema(const fs::path& corpus, const ProblemSink& problems) {
  std::error_code error;
  if (!fs::exists(corpus, error)) throw std::runtime_error(fmt::format("{}: there is no such corpus", corpus.string()));
  if (fs::exists(corpus / "schema.json", error)) return Schema::load(corpus, problems);
  return Schema::bundled();
}

ReadReport read_corpus(const fs::path& corpus, const Schema& schema, const Visitor& visitor) {
  return CorpusReader(corpus, schema, visitor).read();
}

}  // namespace pramen::corpus
