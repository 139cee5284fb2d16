#include "corpus/markdown_group.h"

#include <algorithm>
#include <utility>

#include "corpus/characters.h"

namespace pramen::corpus {
namespace {

const std::vector<std::string_view> original_keys = {"id",      "kind",        "original",  "title",
                                                     "summary", "alternative", "body_file", "attachments"};
const std::vector<std::string_view> translation_keys = {"id",        "title",       "summary",       "alternative",
                                                        "body_file", "attachments", "translation_of"};

bool has(const std::vector<std::string_view>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

bool is_translation(const LanguageFile& file) { return entry_of(file.content.front, "translation_of") != nullptr; }

// The file without translation_of; of several the one that carries a kind, for a
// translator who forgot the hash has no facts. Null if there is none.
LanguageFile* original_of(std::vector<LanguageFile>& files) {
  LanguageFile* original = nullptr;
  for (auto& file : files) {
    if (is_translation(file)) continue;
    const bool better = original && !original->content.front.find("kind") && file.content.front.find("kind");
    if (!original || better) original = &file;
  }
  return original;
}

class Group {
 public:
  Group(const std::string& id, const std::string& folder, const Schema& schema, Findings& findings,
        SourceFiles* sources)
      : id_(id), folder_(folder), findings_(findings), context_{schema, findings, Form::markdown, sources} {
    draft_.record.id = id;
  }

  Draft read(std::vector<LanguageFile>& files) {
    LanguageFile* original = original_of(files);
    draft_.file = original ? original->file : files.front().file;
    if (original) {
      draft_.record.original = original->language;
      // Before the translations, which are measured against it.
      findings_.enter(original->file);
      read_original(*original);
    }
    for (auto& file : files) {
      if (&file == original) continue;
      findings_.enter(file.file);
      if (is_translation(file)) {
        read_translation(file, original);
      } else {
        second_original(file, *original);
      }
    }
    return std::move(draft_);
  }

 private:
  void check_id(const Node& front) {
    const Entry* entry = front.find("id");
    if (entry && entry->value.text != id_) {
      findings_.fault(entry->value.at, "bad-id",
                      say("the id {} is not that of the file name", in_quotes(entry->value.text)),
                      say("write id: {}, or leave it out", id_));
    }
  }

  void read_original(LanguageFile& file) {
    const Node& front = file.content.front;
    // A broken front matter has been reported; what it lacks would be no news.
    if (!file.content.whole && front.entries.empty()) return;
    check_id(front);
    if (file.content.whole || front.find("kind")) read_kind(front, context_, draft_.record);
    check_folder(front);
    check_language(file);
    Text& text = draft_.record.texts[file.language];
    if (file.content.whole || front.find("title")) read_words(front, {}, context_, text);
    take_body(file, text);
    for (const auto& entry : front.entries) {
      if (!has(original_keys, entry.key)) read_fact(entry, context_, original_keys, draft_);
    }
    add_roles_to_links(context_.schema, draft_.record);
  }

  void check_folder(const Node& front) {
    const std::string& kind = draft_.record.kind;
    if (folder_.empty() || kind.empty() || kind == folder_) return;
    findings_.fault(front.find("kind")->value.at, "bad-file-name",
                    say("the file says kind {} but lies in the folder {}", in_quotes(kind), in_quotes(folder_)),
                    say("move it to records/{}, or mend kind", kind));
  }

  void check_language(const LanguageFile& file) {
    const Entry* entry = file.content.front.find("original");
    if (entry && entry->value.text != file.language) {
      findings_.fault(
          entry->value.at, "bad-file-name",
          say("the file says original {} but its name says {}", in_quotes(entry->value.text), in_quotes(file.language)),
          say("leave original out: the file without translation_of is the original"));
    }
  }

  void read_translation(LanguageFile& file, const LanguageFile* original) {
    const Node& front = file.content.front;
    check_id(front);
    const Entry& of = *entry_of(front, "translation_of");
    if (!original) {
      findings_.fault(of.at, "translation-without-original",
                      say("{} has no file in its original language", in_quotes(id_)),
                      say("add it, or delete translation_of and give the facts here"));
    }
    Text& text = draft_.record.texts[file.language];
    const auto base = original ? draft_.record.texts.find(original->language) : draft_.record.texts.end();
    const bool known = base != draft_.record.texts.end() && original->content.whole;
    read_translation_of(of, known ? &base->second : nullptr, context_, text);
    if (file.content.whole || front.find("title")) read_words(front, {}, context_, text);
    take_body(file, text);
    for (const auto& entry : front.entries) {
      if (!has(translation_keys, entry.key)) refuse_fact(entry);
    }
  }

  void take_body(LanguageFile& file, Text& text) {
    text.body = std::move(file.content.body);
    read_files(file.content.front, context_, text);
    TextPlaces places = places_of_words(file.content.front, file.file, {});
    const Entry* named = file.content.front.find("body_file");
    places.body = named == nullptr ? file.content.body_at : named->value.at;
    places.body_in_lines = named == nullptr;
    draft_.places[file.language] = std::move(places);
  }

  void refuse_fact(const Entry& entry) {
    if (context_.schema.field(entry.key) || has(original_keys, entry.key)) {
      findings_.fault(entry.at, "facts-in-translation", say("{} stands in a translation", in_quotes(entry.key)),
                      say("facts belong in the file of the original language only"));
    } else {
      Draft ignored;
      read_fact(entry, context_, translation_keys, ignored);
    }
  }

  void second_original(const LanguageFile& file, const LanguageFile& original) {
    if (!file.content.whole && file.content.front.entries.empty()) return;
    const auto text = draft_.record.texts.find(original.language);
    const bool known = text != draft_.record.texts.end() && original.content.whole;
    findings_.fault({}, "doubled-id",
                    say("{} has two originals, this and {}", in_quotes(id_), in_quotes(original.file)),
                    known ? say("if this is a translation, add translation_of: {}", text_hash(text->second))
                          : say("if this is a translation, add translation_of"));
  }

  const std::string& id_;
  const std::string& folder_;
  Findings& findings_;
  Context context_;
  Draft draft_;
};

}  // namespace

Draft draft_from_markdown(const std::string& id, const std::string& folder, std::vector<LanguageFile> files,
                          const Schema& schema, Findings& findings, SourceFiles* sources) {
  return Group(id, folder, schema, findings, sources).read(files);
}

}  // namespace pramen::corpus
