#include "corpus/record_nodes.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "corpus/characters.h"
#include "corpus/nearest_name.h"
#include "corpus/source_files.h"

namespace pramen::corpus {
namespace {

using Names = std::vector<std::string_view>;

const Names record_keys = {"id", "kind", "original", "texts"};
const Names text_keys = {"title",       "summary",     "body",           "body_file",
                         "alternative", "attachments", "translation_of", "stale"};
constexpr std::size_t most_attachments = 20;  // of a text

bool has(const Names& names, std::string_view name) { return std::ranges::find(names, name) != names.end(); }

Sentence did_you_mean(std::string_view name, const Names& names, Sentence otherwise) {
  const auto nearest = nearest_name(name, names);
  return nearest.empty() ? std::move(otherwise) : say("did you mean '{}'?", nearest);
}

void wrong_kind(std::string_view name, const Sentence& wanted, const Node& node, const Context& context) {
  context.findings.fault(node.at, "wrong-kind-of-value",
                         say("{} must be {}, not {}", name, wanted, kind_in_words(node.kind)));
}

void read_id(const Node& map, const Context& context, Draft& draft) {
  draft.id_at = map.at;
  const Entry* entry = map.find("id");
  if (!entry) {
    context.findings.fault(map.at, "missing-id", say("the record has no id"), say("add one, unique in the corpus"));
    return;
  }
  draft.id_at = entry->value.at;
  const auto id = read_text("id", entry->value, context);
  if (!id) return;
  if (!is_record_id(*id)) {
    context.findings.fault(entry->value.at, "bad-id", say("{} is no record id", in_quotes(*id)),
                           say("1 to 100 of a-z, 0-9 and -, not beginning with -"));
    return;
  }
  draft.record.id = *id;
}

bool is_known_language(std::string_view language, Place at, const Context& context) {
  if (context.schema.has_language(language)) return true;
  context.findings.fault(at, "unknown-language", say("{} is no language of this corpus", in_quotes(language)),
                         say("known: {}", fmt::join(context.schema.languages(), ", ")));
  return false;
}

// The text node that `original` names, or the only one.
const Entry* read_original(const Node& map, const Node& texts, const Context& context, Record& record) {
  if (const Entry* entry = map.find("original")) {
    const auto language = read_text("original", entry->value, context);
    if (!language || !is_known_language(*language, entry->value.at, context)) return nullptr;
    record.original = *language;
    const Entry* text = texts.find(*language);
    if (!text) {
      context.findings.fault(map.at, "missing-title",
                             say("the original language is {}, but texts has no {}", *language, *language),
                             say("add the text, or name another original"));
    }
    return text;
  }
  const auto filled = [](const Entry& entry) { return !entry.value.is_null(); };
  if (std::ranges::count_if(texts.entries, filled) == 1) {
    const Entry& only = *std::ranges::find_if(texts.entries, filled);
    record.original = only.key;
    return &only;
  }
  context.findings.fault(map.at, "missing-original", say("the record does not say which language is its original"),
                         say("add original"));
  return nullptr;
}

// The path alone, or a group of file and title. What a generation adds is passed over.
std::optional<Attachment> read_attachment(const Node& node, const Context& context) {
  Attachment attachment;
  if (node.kind != NodeKind::map) {
    attachment.file = read_text("attachments", node, context).value_or("");
    return attachment.file.empty() ? std::nullopt : std::optional(attachment);
  }
  const Names keys = {"file", "title"};
  for (const auto& [key, at, value] : node.entries) {
    if (key == "file" && !value.is_null()) {
      attachment.file = read_text(key, value, context).value_or("");
    } else if (key == "title" && !value.is_null()) {
      attachment.title = fold_spaces(read_text(key, value, context).value_or(""));
    } else if (!has(keys, key) && key != "pages" && key != "text_hash") {
      context.findings.fault(at, "unknown-field", say("an attachment has no {}", in_quotes(key)),
                             did_you_mean(key, keys, say("an attachment has file and title")));
    }
  }
  if (!attachment.file.empty()) return attachment;
  context.findings.fault(node.at, "wrong-kind-of-value", say("an attachment names no file"),
                         say("give it one: file: x.pdf"));
  return std::nullopt;
}

void read_attachments(const Node& list, const Context& context, Text& text) {
  if (list.kind != NodeKind::list) return wrong_kind("attachments", say("a list"), list, context);
  if (list.items.size() > most_attachments) {
    context.findings.fault(list.at, "too-large", say("a text has more than {} attachments", most_attachments),
                           say("leave some out"));
    return;
  }
  for (const Node& item : list.items) {
    auto attachment = read_attachment(item, context);
    if (!attachment) continue;
    if (context.files != nullptr) context.files->read(*attachment, item.at, context.findings);
    text.attachments.push_back(std::move(*attachment));
  }
}

Text read_text_node(const Entry& entry, bool is_original, const Context& context) {
  Text text;
  if (entry.value.kind != NodeKind::map) {
    wrong_kind("texts." + entry.key, say("a group of title, summary and body"), entry.value, context);
    return text;
  }
  read_words(entry.value, entry.value.at, context, text);
  for (const auto& [key, at, value] : entry.value.entries) {
    if (key == "body" && !value.is_null()) {
      text.body = clean_body(read_text(key, value, context).value_or(""));
    } else if (!has(text_keys, key)) {
      const bool fact = context.schema.field(key) || has(record_keys, key);
      context.findings.fault(
          at, fact && !is_original ? "facts-in-translation" : "unknown-field", say("a text has no {}", in_quotes(key)),
          fact ? say("facts stand beside texts, once for all languages")
               : did_you_mean(key, text_keys, say("a text has title, summary, body, alternative and attachments")));
    }
  }
  read_files(entry.value, context, text);
  return text;
}

void read_texts_node(const Node& map, const Entry& texts, const Context& context, Draft& draft) {
  Record& record = draft.record;
  const Entry* original = read_original(map, texts.value, context, record);
  for (const auto& entry : texts.value.entries) {
    if (entry.value.is_null() || !is_known_language(entry.key, entry.at, context)) continue;
    record.texts[entry.key] = read_text_node(entry, &entry == original, context);
    TextPlaces places = places_of_words(entry.value, draft.file, entry.value.at);
    for (const std::string_view key : {"body", "body_file"})
      if (const Entry* body = entry.value.find(key)) places.body = body->value.at;
    places.body_in_lines = context.form == Form::csv;
    draft.places[entry.key] = std::move(places);
  }
  const auto found = record.texts.find(record.original);
  for (const auto& entry : texts.value.entries) {
    const Entry* of = entry.value.kind == NodeKind::map ? entry.value.find("translation_of") : nullptr;
    const auto text = record.texts.find(entry.key);
    if (!of || text == record.texts.end()) continue;
    if (&entry == original) {
      context.findings.fault(of->at, "bad-translation-hash", say("the original cannot be a translation"),
                             say("delete translation_of, or name another original"));
    } else {
      read_translation_of(*of, found == record.texts.end() ? nullptr : &found->second, context, text->second);
    }
  }
}

}  // namespace

const Entry* entry_of(const Node& map, std::string_view key) {
  const auto found = std::ranges::find(map.entries, key, &Entry::key);
  return found == map.entries.end() ? nullptr : &*found;
}

void read_kind(const Node& map, const Context& context, Record& record) {
  const Entry* entry = map.find("kind");
  Names kinds;
  for (const auto& kind : context.schema.kinds()) kinds.push_back(kind.name);
  const auto known = [&] { return say("known: {}", fmt::join(kinds, ", ")); };
  if (!entry) {
    const Entry* key = entry_of(map, "kind");
    context.findings.fault(key                              ? key->at
                           : context.form == Form::markdown ? Place{}
                                                            : map.at,
                           "missing-kind", say("the record has no kind"), known());
    return;
  }
  const auto kind = read_text("kind", entry->value, context);
  if (!kind) return;
  if (!context.schema.kind(*kind)) {
    context.findings.fault(entry->value.at, "unknown-kind", say("{} is no kind of record", in_quotes(*kind)),
                           did_you_mean(*kind, kinds, known()));
    return;
  }
  record.kind = *kind;
}

void read_fact(const Entry& entry, const Context& context, const Names& own_keys, Draft& draft) {
  const Field* field = context.schema.field(entry.key);
  if (!field) {
    Names names = own_keys;
    for (const auto& known : context.schema.fields()) names.push_back(known.name);
    context.findings.fault(entry.at, "unknown-field", say("there is no field {}", in_quotes(entry.key)),
                           did_you_mean(entry.key, names, say("delete it, or declare it in schema.json")));
    return;
  }
  if (entry.value.is_null()) return;
  if (auto value = read_value(*field, entry.value, context, draft.relations)) {
    draft.record.facts.insert_or_assign(entry.key, std::move(*value));
  }
}

TextPlaces places_of_words(const Node& map, const std::string& file, Place text_at) {
  const auto at = [&](std::string_view key) {
    const Entry* entry = map.find(key);
    return entry ? entry->value.at : text_at;
  };
  return {.file = file, .title = at("title"), .summary = at("summary"), .body = text_at};
}

void read_words(const Node& map, Place text_at, const Context& context, Text& text) {
  const Entry* title = entry_of(map, "title");
  bool readable = true;
  if (title && !title->value.is_null()) {
    const auto read = read_text("title", title->value, context);
    readable = read.has_value();
    if (read) text.title = fold_spaces(*read);
  }
  if (readable && is_blank(text.title)) {
    context.findings.fault(title ? title->at : text_at, "missing-title",
                           title ? say("the title is empty") : say("there is no title"), say("add title"));
  }
  if (const Entry* summary = map.find("summary")) {
    text.summary = fold_spaces(read_text("summary", summary->value, context).value_or(""));
  }
  if (const Entry* names = map.find("alternative")) {
    text.alternative = read_texts("alternative", names->value, context).value_or(std::vector<std::string>{});
  }
}

void read_files(const Node& map, const Context& context, Text& text) {
  if (const Entry* attachments = map.find("attachments")) read_attachments(attachments->value, context, text);
  const Entry* body = map.find("body_file");
  if (body == nullptr) return;
  const auto name = read_text("body_file", body->value, context);
  if (!name) return;
  if (!text.body.empty()) {
    context.findings.fault(body->at, "doubled-body", say("the text has a body and a body_file"),
                           say("delete one of the two"));
    return;
  }
  text.body_file = *name;
  if (context.files != nullptr) text.body = context.files->body(*name, body->value.at, context.findings);
}

void read_translation_of(const Entry& entry, const Text* original, const Context& context, Text& text) {
  const Node& node = entry.value;
  const std::string now = original ? text_hash(*original) : std::string();
  // Sixteen digits without a letter are a number to YAML.
  const bool readable = node.kind == NodeKind::string || (node.plain && !node.is_null());
  std::string hash = readable ? fold_spaces(node.text) : std::string();
  std::ranges::transform(hash, hash.begin(), [](char c) { return c >= 'A' && c <= 'F' ? char(c + 32) : c; });
  const bool digits = hash.find_first_not_of("0123456789abcdef") == std::string::npos;
  if (!readable || !digits || hash.size() < 8 || hash.size() > 128) {
    context.findings.fault(node.is_null() ? entry.at : node.at, "bad-translation-hash",
                           say("translation_of must be 8 to 128 hexadecimal digits"),
                           original ? say("the original now has the hash {}", now) : Sentence());
    return;
  }
  text.translation_of = hash;
  if (!original) return;
  text.stale = !long_text_hash(*original).starts_with(hash);
  if (text.stale) {
    context.findings.warning(node.at, "stale-translation", say("the original has changed since this was translated"),
                             say("check the text, then write translation_of: {}", now));
  }
}

Draft draft_from_node(const Node& node, const Context& context) {
  Draft draft;
  draft.file = context.findings.file();
  if (node.kind != NodeKind::map) {
    context.findings.fault(node.at, "broken-json", say("a record must be an object, not {}", kind_in_words(node.kind)),
                           say("one object {{...}} a file, or one a line in a .jsonl file"));
    return draft;
  }
  read_id(node, context, draft);
  read_kind(node, context, draft.record);
  const Entry* texts = entry_of(node, "texts");
  if (texts && texts->value.kind == NodeKind::map && !texts->value.entries.empty()) {
    read_texts_node(node, *texts, context, draft);
  } else if (texts && !texts->value.is_null() && texts->value.kind != NodeKind::map) {
    wrong_kind("texts", say("a group of languages"), texts->value, context);
  } else {
    context.findings.fault(texts ? texts->at : node.at, "missing-title", say("the record has no text in any language"),
                           say("add a title in its original language"));
  }
  for (const auto& entry : node.entries) {
    if (!has(record_keys, entry.key)) read_fact(entry, context, record_keys, draft);
  }
  add_roles_to_links(context.schema, draft.record);
  return draft;
}

}  // namespace pramen::corpus
