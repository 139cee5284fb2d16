#include "indexer/segment_writer.h"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <stdexcept>
#include <unordered_map>

#include "corpus/markdown.h"
#include "indexer/layout.h"
#include "indexer/sections.h"
#include "indexer/tokens.h"

namespace pramen::indexer {
namespace {

constexpr std::uint32_t no_form = ~0U;

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};
using Numbers = std::unordered_map<std::string, std::uint32_t, TextHash, std::equal_to<>>;

// Whether a title is only the beginning of the body, cut off somewhere. A name may well begin the text, too, so a title
// of fewer characters is one.
constexpr std::size_t shortest_opening = 50;

bool begins(std::string_view body, std::string_view title) {
  for (const std::string_view dots : {"…", "..."}) {
    if (title.ends_with(dots)) title.remove_suffix(dots.size());
  }
  if (title.size() < shortest_opening) return false;
  const auto is_blank = [](char c) { return c == ' ' || c == '\n' || c == '\t'; };
  std::size_t at = 0;
  for (const char c : title) {
    if (at == body.size() || (is_blank(c) ? !is_blank(body[at]) : c != body[at])) return false;
    ++at;
    while (is_blank(c) && at < body.size() && is_blank(body[at])) ++at;
  }
  return true;
}

// A form of this batch. Counts of the whole batch, and of the record at hand.
struct BatchForm {
  std::string text;  // two letters of the language, then the form
  std::uint32_t records = 0, title_records = 0, words = 0;
  std::uint32_t count = 0, title_count = 0;
};

// Breaks texts into words and gives each different form a number, in the order of
// their coming.
class Batch {
 public:
  explicit Batch(const stemmers::Languages& languages) : languages_(languages), by_surface_(languages.all().size()) {
    by_text_.reserve(1 << 16);
  }

  void add(const corpus::Record& record) {
    for (std::size_t number = 0; number < languages_.all().size(); ++number) {
      const stemmers::Language& language = *languages_.all()[number];
      const auto found = record.texts.find(language.code());
      if (found == record.texts.end()) continue;
      const corpus::Text& text = found->second;
      const corpus::PlainMarkdown body = corpus::plain_markdown(text.body);
      add_field(number, language, begins(body.text, text.title) ? FieldKind::opening : FieldKind::title, text.title);
      for (const std::string& name : text.alternative) add_field(number, language, FieldKind::alternative, name);
      add_field(number, language, FieldKind::summary, text.summary);
      add_field(number, language, FieldKind::body, body.text);
      for (const corpus::ForeignStretch& stretch : body.foreign) add_foreign(language, body.text, stretch);
      for (const corpus::Attachment& attachment : text.attachments)
        add_field(number, language, FieldKind::attachment, attachment.text);
    }
    record_ends_.push_back(fields_.size());
  }

  // Its terms; counts of the record start anew.
  Xapian::Document take_document(const corpus::Record& record, std::string data) {
    Xapian::Document document;
    document.add_boolean_term(id_term(record.id));
    for (const std::uint32_t number : touched_) {
      BatchForm& form = forms_[number];
      name_.assign(form_prefix).append(form.text);
      document.add_term(name_, form.count);
      ++form.records;
      if (form.title_count > 0) {
        name_.replace(0, 2, title_prefix);
        document.add_term(name_, form.title_count);
        ++form.title_records;
      }
      lengths_.back() += form.count + form.title_count;
      form.count = form.title_count = 0;
    }
    touched_.clear();
    document.set_data(data);
    return document;
  }
  void begin_record() { lengths_.push_back(0); }
  std::vector<std::uint32_t> take_lengths() { return std::move(lengths_); }

  // In the order of bytes from now on, also in the tokens.
  void write_forms(const std::filesystem::path& path) {
    std::vector<std::uint32_t> order(forms_.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::sort(order, {}, [&](std::uint32_t number) -> const std::string& { return forms_[number].text; });
    sorted_.resize(order.size());
    std::string text;
    std::vector<std::uint32_t> text_at = {0}, records, title_records, words;
    for (std::uint32_t place = 0; place < order.size(); ++place) {
      const BatchForm& form = forms_[order[place]];
      sorted_[order[place]] = place;
      text += form.text;
      text_at.push_back(static_cast<std::uint32_t>(text.size()));
      records.push_back(form.records);
      title_records.push_back(form.title_records);
      words.push_back(form.words);
    }
    SectionWriter file(path);
    file.begin("text");
    file.append(text);
    file.add("text_at", text_at);
    file.add("records", records);
    file.add("title_records", title_records);
    file.add("words", words);
    file.finish();
  }

  void write_tokens(const std::filesystem::path& path) const {
    SectionWriter file(path);
    std::vector<std::uint64_t> at = {0};
    TokenEncoder encoder(widest_head);
    file.begin("records");
    std::size_t field = 0;
    for (const std::size_t end : record_ends_) {
      for (; field < end; ++field) {
        encoder.begin_field(fields_[field].language, fields_[field].kind);
        for (std::size_t i = fields_[field].begin; i < fields_[field].end; ++i) {
          const auto bytes = static_cast<std::uint32_t>(forms_[places_[i].token].text.size() - 2);
          encoder.add(sorted_[places_[i].token], places_[i].begin, places_[i].end, bytes);
        }
        encoder.end_field();
      }
      const std::string record = encoder.take();
      file.append(record);
      at.push_back(at.back() + record.size());
    }
    file.add("at", at);
    file.finish();
  }

 private:
  struct Field {
    std::uint8_t language;
    FieldKind kind;
    std::size_t begin, end;  // in places_
  };

  // Read in their own language, where the corpus has it, beside being words of the text.
  void add_foreign(const stemmers::Language& own, std::string_view body, const corpus::ForeignStretch& stretch) {
    const auto all = languages_.all();
    const auto other = std::ranges::find(all, stretch.lang, [](const auto& one) { return one->code(); });
    if (other == all.end() || other->get() == &own) return;
    add_field(static_cast<std::size_t>(other - all.begin()), **other, FieldKind::foreign,
              body.substr(stretch.begin, stretch.end - stretch.begin), static_cast<std::uint32_t>(stretch.begin));
  }

  // `shift`: where the text begins in the field.
  void add_field(std::size_t number, const stemmers::Language& language, FieldKind kind, std::string_view text,
                 std::uint32_t shift = 0) {
    spans_.clear();
    language.split(text, spans_);
    const std::size_t begin = places_.size();
    for (const stemmers::Span& span : spans_) {
      const std::uint32_t form = form_of(number, language, text.substr(span.begin, span.end - span.begin), span);
      if (form == no_form) continue;
      places_.push_back({form, shift + span.begin, shift + span.end});
      BatchForm& counted = forms_[form];
      if (counted.count == 0) touched_.push_back(form);
      counted.count = counted_in(kind, counted.count);
      counted.title_count += is_title(kind) ? 1 : 0;
      ++counted.words;
    }
    fields_.push_back({static_cast<std::uint8_t>(number), kind, begin, places_.size()});
  }

  // A word that was met as it stands needs no folding.
  std::uint32_t form_of(std::size_t number, const stemmers::Language& language, std::string_view surface,
                        const stemmers::Span& span) {
    Numbers& known = by_surface_[number][static_cast<std::size_t>(span.kind)];
    if (const auto found = known.find(surface); found != known.end()) return found->second;
    std::string text = language.exact_form(surface, span);
    std::uint32_t form = no_form;
    if (!text.empty()) {
      text.insert(0, language.code());
      const auto [place, fresh] = by_text_.try_emplace(text, static_cast<std::uint32_t>(forms_.size()));
      form = place->second;
      if (fresh) forms_.push_back({.text = std::move(text)});
    }
    known.emplace(surface, form);
    return form;
  }

  const stemmers::Languages& languages_;
  std::vector<std::array<Numbers, stemmers::span_kinds>> by_surface_;  // by language and kind
  Numbers by_text_;
  std::vector<BatchForm> forms_;
  std::vector<std::uint32_t> touched_, lengths_, sorted_;
  std::vector<TokenPlace> places_;
  std::vector<Field> fields_;
  std::vector<std::size_t> record_ends_;  // in fields_
  std::vector<stemmers::Span> spans_;
  std::string name_;
};

// Passages are cut from these texts, which the records' own JSON would only be slower with.
void keep_attachments(const corpus::Record& record, Xapian::WritableDatabase& database) {
  for (const auto& [lang, text] : record.texts) {
    for (const corpus::Attachment& attachment : text.attachments) {
      if (!attachment.text.empty()) database.set_metadata(attachment_key(attachment.text_hash), attachment.text);
    }
  }
}

}  // namespace

WrittenSegment write_segment(const std::filesystem::path& folder, std::span<const corpus::Record> records,
                             const stemmers::Languages& languages) {
  std::filesystem::create_directory(folder);
  WrittenSegment written;
  Batch batch(languages);
  const std::string index = (folder / "index").string();
  Xapian::WritableDatabase database(index, Xapian::DB_CREATE | Xapian::DB_NO_SYNC | Xapian::DB_NO_TERMLIST);
  for (const corpus::Record& record : records) {
    std::string data = corpus::to_json(record);
    written.content.add(data);
    batch.begin_record();
    batch.add(record);
    database.add_document(batch.take_document(record, std::move(data)));
    keep_attachments(record, database);
  }
  database.commit();
  // A commit that met a full disk may leave an empty database that looks sound.
  if (database.get_doccount() != records.size())
    throw std::runtime_error(fmt::format("{} was not written whole: is the disk full?", index));
  batch.write_forms(folder / "forms");
  batch.write_tokens(folder / "tokens");
  written.lengths = batch.take_lengths();
  return written;
}

}  // namespace pramen::indexer
