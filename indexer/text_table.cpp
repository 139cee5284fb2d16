#include "indexer/text_table.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <stdexcept>

namespace pramen::indexer {

TextTable::Key TextTable::hashed(std::string_view text) {
  const std::uint64_t hash = XXH3_64bits(text.data(), text.size());
  const auto tag = static_cast<std::uint8_t>(hash >> 56);
  return {hash, tag == free_slot ? std::uint8_t{1} : tag};
}

TextTable::TextTable(const Sections& sections, std::string_view name)
    : tags_(sections.numbers<std::uint8_t>(fmt::format("{}.tags", name))),
      places_(sections.numbers<std::uint32_t>(fmt::format("{}.places", name))) {
  if (tags_.size() != places_.size())
    throw std::runtime_error(fmt::format("the table of {} is damaged; build again with `pramen index`", name));
}

// One slot in five stays free: an absent text meets two others' tags on the average, side by side.
TextTableWriter::TextTableWriter(std::size_t texts) : tags_(texts + texts / 4 + 1), places_(tags_.size()) {}

void TextTableWriter::add(std::string_view text, std::uint32_t place) {
  const TextTable::Key key = TextTable::hashed(text);
  std::size_t slot = TextTable::slot_of(key, tags_.size());
  while (tags_[slot] != TextTable::free_slot) slot = slot + 1 == tags_.size() ? 0 : slot + 1;
  tags_[slot] = key.tag;
  places_[slot] = place;
}

void TextTableWriter::write(SectionWriter& file, std::string_view name) const {
  file.add(fmt::format("{}.tags", name), tags_);
  file.add(fmt::format("{}.places", name), places_);
}

}  // namespace pramen::indexer
