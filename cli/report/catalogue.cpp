#include "cli/report/catalogue.h"

#include <algorithm>
#include <unordered_set>

namespace pramen::report {

Number Catalogue::add(const corpus::Record& record, const corpus::RecordPlaces& places) {
  const auto kind = std::ranges::find(schema_.kinds(), record.kind, &corpus::Kind::name);
  Listed listed{.id = record.id,
                .kind = static_cast<std::uint32_t>(kind - schema_.kinds().begin()),
                .original = language_number(schema_, record.original)};
  if (const auto text = places.find(record.original); text != places.end()) {
    listed.file = file_number(text->second.file);
    listed.line = text->second.title.line;
  }
  records_.push_back(std::move(listed));
  return static_cast<Number>(records_.size() - 1);
}

void Catalogue::withdraw(const std::vector<std::string>& ids) {
  const std::unordered_set<std::string_view> names(ids.begin(), ids.end());
  for (Listed& listed : records_) listed.withdrawn = listed.withdrawn || names.contains(listed.id);
}

corpus::Position Catalogue::where(Number number) const {
  const Listed& listed = records_[number];
  return {.file = files_[listed.file], .line = listed.line, .column = 1};
}

// Files come one after the other; the last few are the likely ones.
std::uint32_t Catalogue::file_number(const std::string& file) {
  constexpr std::size_t looked_at = 16;
  for (std::size_t i = files_.size(); i-- > 0 && i + looked_at >= files_.size();) {
    if (files_[i] == file) return static_cast<std::uint32_t>(i);
  }
  files_.push_back(file);
  return static_cast<std::uint32_t>(files_.size() - 1);
}

std::uint32_t language_number(const corpus::Schema& schema, std::string_view code) {
  return static_cast<std::uint32_t>(std::ranges::find(schema.languages(), code) - schema.languages().begin());
}

corpus::Sentence language_name(const corpus::Schema& schema, std::string_view code) {
  using corpus::say;
  if (code == "sk") return say("Slovak");
  if (code == "cs") return say("Czech");
  if (code == "hu") return say("Hungarian");
  if (code == "de") return say("German");
  if (code == "bg") return say("Bulgarian");
  if (code == "en") return say("English");
  return corpus::verbatim(schema.value_label("languages", code, "en"));
}

}  // namespace pramen::report
