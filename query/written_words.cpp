#include "query/written_words.h"

#include "corpus/markdown.h"

namespace pramen::query {
namespace {

std::size_t first_character(std::string_view text) {
  std::size_t bytes = text.empty() ? 0 : 1;
  while (bytes < text.size() && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) ++bytes;
  return bytes;
}

// What stands before, but for blanks and quotes, is text of the same sentence.
bool is_inside(std::string_view before) {
  const std::size_t last = before.find_last_not_of(" \t\"'(");
  if (last == before.npos) return false;
  const char c = before[last];
  const bool letter = (static_cast<unsigned char>(c) & 0x80) != 0 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  // Quotes and dashes of typography end what may be a sentence as well.
  const bool sign = last >= 2 && before.substr(last - 2, 2) == "\xE2\x80";
  return (letter && !sign) || c == ',';
}

}  // namespace

WrittenWords::WrittenWords(const corpus::Record& record, const indexer::FieldReader& fields,
                           const indexer::Forms& forms, std::span<const std::string> languages) {
  std::map<std::string_view, std::string> bodies;
  for (const auto& [lang, text] : record.texts) bodies[lang] = corpus::markdown_to_text(text.body);
  for (indexer::FieldReader field = fields; field.next();) {
    const bool shown = field.kind() == indexer::FieldKind::summary || field.kind() == indexer::FieldKind::body;
    if (field.language() >= languages.size() || !shown) continue;
    const auto text = record.texts.find(languages[field.language()]);
    if (text == record.texts.end()) continue;
    const bool body = field.kind() == indexer::FieldKind::body;
    read(field, body ? std::string_view(bodies[text->first]) : std::string_view(text->second.summary), forms);
  }
}

void WrittenWords::read(const indexer::FieldReader& field, std::string_view text, const indexer::Forms& forms) {
  indexer::each_token(
      field, [&](std::uint32_t token) { return forms.token_bytes(token); },
      [&](const indexer::TokenPlace& place) {
        if (place.end > text.size() || place.end <= place.begin || forms.token_bytes(place.token) == 0) return;
        const indexer::Form form = forms.form_of(place.token);
        const std::string_view lower = forms.text(form), surface = text.substr(place.begin, place.end - place.begin);
        Use& use = uses_[form];
        if (surface.starts_with(lower.substr(0, first_character(lower)))) {
          use.small = true;
        } else if (use.capital.empty() && is_inside(text.substr(0, place.begin))) {
          use.form = lower;
          use.capital = surface;
        }
      });
}

std::string WrittenWords::written(std::string_view base_form, std::span<const indexer::Form> forms) const {
  const Use* capital = nullptr;
  for (const indexer::Form form : forms) {
    const auto use = uses_.find(form);
    if (use == uses_.end()) continue;
    if (use->second.small) return std::string(base_form);
    if (!use->second.capital.empty() && (capital == nullptr || use->second.form == base_form)) capital = &use->second;
  }
  const std::size_t first = first_character(base_form);
  if (capital == nullptr) return std::string(base_form);
  if (capital->form == base_form) return capital->capital;
  if (!capital->form.starts_with(base_form.substr(0, first))) return std::string(base_form);
  return capital->capital.substr(0, first_character(capital->capital)).append(base_form.substr(first));
}

}  // namespace pramen::query
