#include "server/admin/records.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <stdexcept>
#include <utility>

#include "corpus/best_bets.h"
#include "corpus/characters.h"
#include "corpus/corpus_files.h"
#include "corpus/durable_file.h"
#include "corpus/input.h"
#include "corpus/json_nodes.h"
#include "corpus/markdown_group.h"
#include "corpus/reader.h"
#include "corpus/record_writer.h"
#include "server/admin/problem_answers.h"

namespace pramen::server::admin {
namespace fs = std::filesystem;
namespace {

using State = RecordOutcome::State;
using corpus::FileForm;
using corpus::Findings;
using corpus::Record;
using corpus::RecordHome;
using corpus::say;
using corpus::Schema;

constexpr std::string_view body_name = "body";  // where places in what was sent lie

// Whether a translation is stale follows from the texts and is no part of what is kept.
Record without_staleness(Record record) {
  for (auto& [language, text] : record.texts) text.stale = false;
  return record;
}

std::string relative(const std::string& path, const fs::path& root) {
  return fs::path(path).lexically_relative(root).string();
}

// "x.sk.md" -> "sk"
std::string language_of(const std::string& path) {
  const std::string stem = fs::path(path).stem().string();
  return stem.substr(stem.find('.') + 1);
}

std::optional<corpus::LanguageFile> language_file(const std::string& path, std::string text, Findings& findings) {
  findings.enter(path);
  if (text.size() > corpus::max_record_bytes) {
    findings.fault({}, "too-large", say("the record has more than {} bytes", corpus::max_record_bytes),
                   say("shorten or split it"));
    return std::nullopt;
  }
  return corpus::LanguageFile{path, language_of(path), corpus::parse_markdown_file(std::move(text), findings)};
}

// The record that these files would be, read as the corpus is. Nothing if it has faults.
std::optional<Record> read_markdown(const std::string& id, const std::string& folder,
                                    const std::vector<std::pair<std::string, std::string>>& files, const Schema& schema,
                                    std::vector<corpus::Problem>& problems) {
  Findings findings(files.front().first);
  std::vector<corpus::LanguageFile> parts;
  for (const auto& [path, text] : files) {
    if (auto part = language_file(path, text, findings)) parts.push_back(std::move(*part));
  }
  std::optional<Record> record;
  if (!parts.empty()) record = corpus::draft_from_markdown(id, folder, std::move(parts), schema, findings).record;
  const bool faulty = findings.faulty();
  findings.hand_out(id, into(problems));
  return faulty ? std::nullopt : record;
}

bool same_facts(const Record& a, const Record& b) {
  return a.kind == b.kind && a.original == b.original && a.facts == b.facts;
}

}  // namespace

std::string_view name_of(State state) {
  switch (state) {
    case State::found: return "found";
    case State::created: return "created";
    case State::updated: return "updated";
    case State::unchanged: return "unchanged";
    case State::deleted: return "deleted";
    case State::missing: return "missing";
    case State::invalid: return "invalid";
    case State::conflict: return "conflict";
    case State::not_matching: return "not-matching";
  }
  return "";
}

// What lies in the corpus under an id.
struct Records::Stored {
  std::optional<RecordHome> home;         // nothing: no such record
  std::optional<Record> record;           // nothing: it has faults
  std::vector<corpus::Problem> problems;  // of what lies there
  std::string json, tag;
};

// What somebody wants to lie there.
struct Records::Draft {
  Record record;
  std::vector<corpus::Relation> relations;
  std::vector<corpus::Problem> problems;
  bool sound() const { return !any_fault(problems); }
};

Schema Records::schema() const {
  std::string first;
  auto schema = corpus::corpus_schema(root_, [&](corpus::Problem&& problem) {
    if (first.empty()) first = corpus::to_text(problem);
  });
  if (!schema) throw std::runtime_error("the schema of the corpus has faults: " + first);
  return std::move(*schema);
}

Records::Stored Records::stored(std::string_view id, const Schema& schema) const {
  Stored stored;
  const RecordHome* home = files_.find(id);
  if (home == nullptr) return stored;
  stored.home = *home;
  if (home->form == FileForm::markdown) {
    std::vector<std::pair<std::string, std::string>> files;
    for (const std::string& path : home->files)
      files.emplace_back(path, corpus::read_whole(path, corpus::max_record_bytes).text);
    stored.record = read_markdown(std::string(id), home->folder, files, schema, stored.problems);
  } else {
    corpus::Visitor visitor;
    visitor.record = [&](Record&& record) {
      if (record.id == id) stored.record = std::move(record);
    };
    visitor.problem = [&](corpus::Problem&& problem) {
      // Relations lead out of the one file that is read here.
      if (problem.record == id && problem.rule != "dangling-related") stored.problems.push_back(std::move(problem));
    };
    corpus::read_corpus(home->files.front(), schema, visitor);
  }
  if (stored.record) {
    stored.json = corpus::to_json_file(schema, *stored.record);
    stored.tag = strong_tag(corpus::to_json_file(schema, without_staleness(*stored.record)));
  }
  return stored;
}

// Reads one JSON text as a record with this id; an empty one is taken from the text.
Records::Draft Records::draft(std::string text, std::string_view id, std::uint32_t line, const Schema& schema) const {
  Draft draft;
  Findings findings{std::string(body_name)};
  const corpus::Place start{.line = line, .column = 1};
  if (text.size() > corpus::max_record_bytes) {
    findings.fault(start, "too-large", say("the record has more than {} bytes", corpus::max_record_bytes),
                   say("shorten or split it"));
  } else if (corpus::check_characters(text, start, findings)) {
    corpus::Parsed parsed = corpus::parse_json(text, start, findings);
    if (parsed.whole) {
      const corpus::Entry* own = parsed.node.kind == corpus::NodeKind::map ? parsed.node.find("id") : nullptr;
      if (own != nullptr && !id.empty() && own->value.text != id) {
        findings.fault(own->value.at, "bad-id", say("the id is not that of the address, {}", id),
                       say("leave it out, or send the record to its own address"));
      } else if (own == nullptr && !id.empty()) {
        parsed.node.entries.push_back(
            {.key = "id",
             .at = parsed.node.at,
             .value = {.kind = corpus::NodeKind::string, .at = parsed.node.at, .text = std::string(id)}});
      }
      corpus::Draft read = corpus::draft_from_node(parsed.node, {schema, findings, corpus::Form::json});
      draft.record = without_staleness(std::move(read.record));
      draft.relations = std::move(read.relations);
    }
  }
  findings.hand_out(draft.record.id, into(draft.problems));
  // That a text is older than its original is for the report of the corpus.
  std::erase_if(draft.problems, [](const auto& problem) { return problem.rule == "stale-translation"; });
  return draft;
}

namespace {

void check_relations(const Record& record, const std::vector<corpus::Relation>& relations,
                     const std::function<bool(const std::string&)>& is_known, std::vector<corpus::Problem>& problems) {
  Findings findings{std::string(body_name)};
  for (const auto& [target, at] : relations) {
    if (target == record.id) {
      findings.fault(at, "dangling-related", say("the record is related to itself"), say("delete it from the list"));
    } else if (!is_known(target)) {
      findings.fault(at, "dangling-related", say("there is no record {}", corpus::in_quotes(target)),
                     say("mend the id, or write that record first"));
    }
  }
  findings.hand_out(record.id, into(problems));
}

// A translation names what it was made from: as it was sent, else as it was if its text is the same, else the original
// as it is now.
void stamp(Record& record, const Record* before) {
  const auto original = record.texts.find(record.original);
  if (original == record.texts.end()) return;
  for (auto& [language, text] : record.texts) {
    if (language == record.original || !text.translation_of.empty()) continue;
    if (before != nullptr && before->original == record.original) {
      if (const auto old = before->texts.find(language); old != before->texts.end()) {
        corpus::Text same = text;
        same.translation_of = old->second.translation_of;
        same.stale = old->second.stale;
        if (same == old->second) text.translation_of = same.translation_of;
      }
    }
    if (text.translation_of.empty()) text.translation_of = corpus::text_hash(original->second);
  }
}

// Why the record cannot be written where it lies; empty: it can.
std::string obstacle(const std::optional<RecordHome>& home, const fs::path& root) {
  if (!fs::is_directory(root)) return "the corpus is a single file; records can be changed in a corpus folder only";
  if (!home) return {};
  if (home->doubled) return "several records have this id; mend that in the corpus first";
  if (home->form == FileForm::markdown || home->form == FileForm::json) return {};
  return fmt::format("the record lies in {}:{} among others; change it there", relative(home->files.front(), root),
                     home->line);
}

// Markdown files of a record lie in the folder of its kind, or where they lay.
fs::path folder_for(const Record& record, const std::optional<RecordHome>& home, const fs::path& root) {
  if (!home) return root / "records" / record.kind;
  const fs::path now = fs::path(home->files.front()).parent_path();
  return home->folder.empty() || home->folder == record.kind ? now : root / "records" / record.kind;
}

}  // namespace

RecordOutcome Records::save(Draft&& draft, const Stored& before, const Schema& schema) {
  RecordOutcome outcome{.id = draft.record.id, .problems = std::move(draft.problems)};
  Record& record = draft.record;
  outcome.state = State::invalid;
  if (any_fault(outcome.problems)) return outcome;
  outcome.state = State::conflict;
  outcome.detail = obstacle(before.home, root_);
  if (!outcome.detail.empty()) return outcome;
  const bool markdown = !before.home || before.home->form == FileForm::markdown;
  if (markdown) stamp(record, before.record ? &*before.record : nullptr);
  if (before.record && without_staleness(*before.record) == record) {
    outcome.state = State::unchanged;
    outcome.json = before.json;
    outcome.tag = before.tag;
    return outcome;
  }
  const fs::path folder = folder_for(record, before.home, root_);
  if (!corpus::lies_within(folder, root_)) {
    outcome.detail = "the folder of the record lies outside of the corpus";
    return outcome;
  }
  // What is about to be written is read once more, as it will be read from the disk.
  if (markdown) {
    std::vector<std::pair<std::string, std::string>> files;
    for (const auto& [language, text] : record.texts)
      files.emplace_back(folder / fmt::format("{}.{}.md", record.id, language),
                         corpus::to_markdown(schema, record, language));
    std::ranges::sort(files);
    auto read = read_markdown(record.id, before.home && before.home->folder.empty() ? "" : record.kind, files, schema,
                              outcome.problems);
    std::erase_if(outcome.problems, [](const auto& problem) { return problem.rule == "stale-translation"; });
    if (any_fault(outcome.problems)) {
      outcome.state = State::invalid;
      return outcome;
    }
    if (!read || without_staleness(*read) != record)
      throw std::runtime_error(fmt::format("the record {} would not be read as it was written", record.id));
    record = std::move(*read);
  }
  write(record, before, schema);
  outcome.state = before.home ? State::updated : State::created;
  outcome.json = corpus::to_json_file(schema, record);
  outcome.tag = strong_tag(corpus::to_json_file(schema, without_staleness(record)));
  return outcome;
}

// Everything is written beside before the first file is replaced, the original first: at no moment is there a
// translation without one.
void Records::write(const Record& record, const Stored& before, const Schema& schema) {
  if (before.home && before.home->form == FileForm::json) {
    const fs::path path = before.home->files.front();
    corpus::FreshFile(path, corpus::to_json_file(schema, record)).put_in_place();
    return corpus::sync_folder(path.parent_path());
  }
  const fs::path folder = folder_for(record, before.home, root_);
  RecordHome home{.form = FileForm::markdown, .files = {}, .folder = {}};
  home.folder = before.home && before.home->folder.empty() ? "" : record.kind;
  std::vector<corpus::FreshFile> fresh;
  std::vector<std::string> languages = {record.original};
  for (const auto& [language, text] : record.texts) {
    if (language != record.original) languages.push_back(language);
  }
  for (const std::string& language : languages) {
    const fs::path path = folder / fmt::format("{}.{}.md", record.id, language);
    home.files.push_back(path);
    const bool stood = before.home && std::ranges::find(before.home->files, path.string()) != before.home->files.end();
    if (stood && before.record && before.record->original == record.original) {
      const auto old = before.record->texts.find(language);
      corpus::Text now = record.texts.at(language);
      if (old != before.record->texts.end()) now.stale = old->second.stale;
      const bool same_text = old != before.record->texts.end() && now == old->second;
      if (same_text && (language != record.original || same_facts(record, *before.record))) continue;
    }
    fresh.emplace_back(path, corpus::to_markdown(schema, record, language));
  }
  for (corpus::FreshFile& file : fresh) file.put_in_place();
  corpus::sync_folder(folder);
  if (before.home) {
    for (const std::string& path : before.home->files) {
      if (std::ranges::find(home.files, path) != home.files.end()) continue;
      corpus::remove_file(path);
      corpus::sync_folder(fs::path(path).parent_path());
    }
  }
  files_.put(record.id, std::move(home));
}

std::vector<std::string> Records::ids() {
  const std::lock_guard lock(mutex_);
  files_.refresh(schema());
  return files_.ids();
}

RecordOutcome Records::get(std::string_view id) {
  const std::lock_guard lock(mutex_);
  const Schema now = schema();
  files_.refresh(now);
  Stored found = stored(id, now);
  RecordOutcome outcome{.id = std::string(id)};
  if (!found.home) {
    outcome.state = State::missing;
  } else if (!found.record) {
    outcome.state = State::invalid;
    outcome.problems = std::move(found.problems);
  } else {
    outcome.json = std::move(found.json);
    outcome.tag = std::move(found.tag);
  }
  return outcome;
}

RecordOutcome Records::changeable(std::string_view id, const Stored& before, const Conditions& conditions) {
  RecordOutcome outcome{.id = std::string(id), .json = before.json, .tag = before.tag};
  outcome.state = !before.home                         ? State::missing
                  : !met(conditions, true, before.tag) ? State::not_matching
                                                       : State::found;
  return outcome;
}

RecordOutcome Records::save_one(Draft&& draft, const Stored& before, const Schema& schema) {
  check_relations(
      draft.record, draft.relations, [&](const std::string& target) { return files_.find(target) != nullptr; },
      draft.problems);
  return save(std::move(draft), before, schema);
}

RecordOutcome Records::put(std::string_view id, const std::string& json, const Conditions& conditions) {
  const std::lock_guard lock(mutex_);
  const Schema now = schema();
  files_.refresh(now);
  const Stored before = stored(id, now);
  if (!met(conditions, before.home.has_value(), before.tag))
    return {.state = State::not_matching, .id = std::string(id), .json = before.json, .tag = before.tag};
  return save_one(draft(json, id, 1, now), before, now);
}

RecordOutcome Records::patch(std::string_view id, const std::string& json, const Conditions& conditions) {
  const std::lock_guard lock(mutex_);
  const Schema now = schema();
  files_.refresh(now);
  const Stored before = stored(id, now);
  RecordOutcome outcome = changeable(id, before, conditions);
  if (outcome.state != State::found) return outcome;
  outcome.state = State::invalid;
  outcome.problems = before.problems;
  if (!before.record) return outcome;
  // Read by our own parser first, which bounds depth and names what is broken.
  outcome.problems.clear();
  Findings findings{std::string(body_name)};
  std::string text = json;
  if (!corpus::check_characters(text, {}, findings) || !corpus::parse_json(text, {}, findings).whole) {
    findings.hand_out(outcome.id, into(outcome.problems));
    return outcome;
  }
  auto patched = nlohmann::ordered_json::parse(corpus::to_json_file(now, without_staleness(*before.record)));
  const auto change = nlohmann::ordered_json::parse(text);
  // A text that is changed was made from the original as it is, unless the patch says otherwise.
  if (const auto texts = change.find("texts"); change.is_object() && texts != change.end() && texts->is_object()) {
    for (const auto& [language, words] : texts->items()) {
      auto& old = patched["texts"];
      if (words.is_object() && !words.contains("translation_of") && old.contains(language))
        old[language].erase("translation_of");
    }
  }
  patched.merge_patch(change);
  return save_one(draft(patched.dump(2), id, 1, now), before, now);
}

std::vector<std::string> Records::naming_records(std::string_view id, const Schema& schema) const {
  std::vector<std::string> others;
  corpus::Visitor visitor;
  visitor.record = [&](Record&& record) {
    const auto related = corpus::related_ids(schema, record);
    if (record.id != id && std::ranges::find(related, id) != related.end()) others.push_back(record.id);
  };
  visitor.problem = [](corpus::Problem&&) {};
  corpus::read_corpus(root_, schema, visitor);
  return others;
}

// With their places. A bet that has faults of its own stops a publication already.
std::vector<std::string> Records::naming_bets(std::string_view id, const Schema& schema) const {
  std::vector<std::string> places;
  for (const auto& draft : corpus::read_best_bets(root_ / corpus::best_bets_name, schema, [](corpus::Problem&&) {})) {
    if (std::ranges::find(draft.records, id, &corpus::BestBetDraft::Named::text) != draft.records.end())
      places.push_back(fmt::format("{}:{}", corpus::best_bets_name, draft.at.line));
  }
  return places;
}

RecordOutcome Records::remove(std::string_view id, const Conditions& conditions) {
  const std::lock_guard lock(mutex_);
  const Schema now = schema();
  files_.refresh(now);
  const Stored before = stored(id, now);
  RecordOutcome outcome = changeable(id, before, conditions);
  if (outcome.state != State::found) return outcome;
  outcome.state = State::conflict;
  outcome.detail = obstacle(before.home, root_);
  if (!outcome.detail.empty()) return outcome;
  // What names it would lead nowhere, and the corpus could not be published.
  std::vector<std::string> reasons;
  if (const auto others = naming_records(id, now); !others.empty())
    reasons.push_back(fmt::format("records name it in their relations: {}", fmt::join(others, ", ")));
  if (const auto bets = naming_bets(id, now); !bets.empty())
    reasons.push_back(fmt::format("best bets pin or hide it: {}", fmt::join(bets, ", ")));
  outcome.detail = fmt::format("{}", fmt::join(reasons, "; "));
  if (!outcome.detail.empty()) return outcome;
  const auto is_original = [&](const std::string& path) {
    return before.record && language_of(path) == before.record->original;
  };
  std::vector<std::string> paths = before.home->files;
  std::ranges::stable_partition(paths, [&](const std::string& path) { return !is_original(path); });
  for (const std::string& path : paths) corpus::remove_file(path);
  corpus::sync_folder(fs::path(paths.front()).parent_path());
  outcome.state = State::deleted;
  return outcome;
}

void Records::bulk(std::string_view lines, const std::function<void(std::size_t, const RecordOutcome&)>& told) {
  const std::lock_guard lock(mutex_);
  const Schema now = schema();
  files_.refresh(now);
  std::vector<std::pair<std::uint32_t, Draft>> drafts;
  std::uint32_t number = 0;
  while (!lines.empty()) {
    const auto end = std::min(lines.find('\n'), lines.size());
    const std::string_view line = lines.substr(0, end);
    lines.remove_prefix(std::min(end + 1, lines.size()));
    ++number;
    if (line.find_first_not_of(" \t\r") != line.npos)
      drafts.emplace_back(number, draft(std::string(line), "", number, now));
  }
  // Of two lines with one id the first is taken. Lines may name each other in relations as long as both are sound; one
  // that is not may bring down others, and these others again.
  std::set<std::string> coming;
  for (auto& [line, draft] : drafts) {
    if (!draft.sound() || coming.insert(draft.record.id).second) continue;
    Findings findings{std::string(body_name)};
    findings.fault({.line = line, .column = 1}, "doubled-id",
                   say("the id {} is there already, {}", corpus::in_quotes(draft.record.id), say("above in this file")),
                   say("give one of the two another id, or delete it"));
    findings.hand_out(draft.record.id, into(draft.problems));
  }
  for (bool changed = true; changed;) {
    changed = false;
    for (auto& [line, draft] : drafts) {
      if (!draft.sound()) continue;
      check_relations(
          draft.record, draft.relations,
          [&](const std::string& target) { return coming.contains(target) || files_.find(target) != nullptr; },
          draft.problems);
      if (draft.sound()) continue;
      coming.erase(draft.record.id);
      changed = true;
    }
  }
  for (auto& [line, draft] : drafts) told(line, save(std::move(draft), stored(draft.record.id, now), now));
}

}  // namespace pramen::server::admin
