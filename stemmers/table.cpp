#include "stemmers/table.h"

#include <fmt/format.h>
#include <sodium.h>
#include <zstd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace pramen::stemmers {
namespace {

constexpr std::size_t most_bytes = 256 << 20;

void ascending_below(std::span<const std::uint32_t> ends, std::size_t limit) {
  if (!std::ranges::is_sorted(ends) || (!ends.empty() && ends.back() > limit)) {
    throw std::invalid_argument("the ending changes do not add up");
  }
}

}  // namespace

EndingSets::EndingSets(std::span<const std::uint32_t> section) {
  if (section.size() < 2) throw std::invalid_argument("the ending changes are cut off");
  const std::size_t changes = section[0], sets = section[1], cut_words = (changes + 3) / 4;
  auto rest = section.subspan(2);
  const auto take = [&](std::size_t words) {
    if (words > rest.size()) throw std::invalid_argument("the ending changes are cut off");
    const auto taken = rest.first(words);
    rest = rest.subspan(words);
    return taken;
  };
  append_ends_ = take(changes);
  cuts_ = {reinterpret_cast<const std::uint8_t*>(take(cut_words).data()), changes};
  set_ends_ = take(sets);
  items_ = take(sets == 0 ? 0 : set_ends_.back());
  letters_ = {reinterpret_cast<const char*>(rest.data()), rest.size_bytes()};
  ascending_below(append_ends_, letters_.size());
  ascending_below(set_ends_, items_.size());
  if (std::ranges::any_of(items_, [&](std::uint32_t id) { return Choice::of(id).change >= changes; })) {
    throw std::invalid_argument("the ending changes do not add up");
  }
}

std::string table_hash(std::span<const std::byte> sections) {
  std::array<unsigned char, 16> digest;
  crypto_generichash(digest.data(), digest.size(), reinterpret_cast<const unsigned char*>(sections.data()),
                     sections.size(), nullptr, 0);
  std::array<char, 2 * digest.size() + 1> hex;
  sodium_bin2hex(hex.data(), hex.size(), digest.data(), digest.size());
  return hex.data();
}

Table::Table(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error(fmt::format("{}: {}", file.string(), std::strerror(errno)));
  std::string bytes(std::filesystem::file_size(file), '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!in) throw std::runtime_error(fmt::format("{}: cannot be read", file.string()));
  try {
    read(bytes);
  } catch (const std::exception& fault) {
    throw std::runtime_error(fmt::format("{}: not a table of this version of Prameň: {}", file.string(), fault.what()));
  }
}

void Table::read(std::string_view file) {
  constexpr std::size_t fixed = table_magic.size() + sizeof(std::uint32_t);
  if (file.size() < fixed || !file.starts_with(table_magic)) throw std::invalid_argument("it does not begin as one");
  std::uint32_t header_bytes = 0;
  std::memcpy(&header_bytes, file.data() + table_magic.size(), sizeof header_bytes);
  if (header_bytes > file.size() - fixed) throw std::invalid_argument("its header is cut off");
  const auto header = nlohmann::json::parse(file.substr(fixed, header_bytes));
  const std::string_view frame = file.substr(fixed + header_bytes);
  licence_ = header.at("licence").get<std::string>();
  hash_ = header.at("hash").get<std::string>();
  const auto bytes = header.at("bytes").get<std::size_t>();
  if (bytes > most_bytes || bytes % 8 != 0) throw std::invalid_argument("its size cannot be right");
  sections_.resize(bytes / 8);
  const std::size_t read = ZSTD_decompress(sections_.data(), bytes, frame.data(), frame.size());
  if (ZSTD_isError(read) != 0U || read != bytes) throw std::invalid_argument("it is damaged or cut off");
  const std::span<const std::byte> sections = std::as_bytes(std::span(sections_));
  const auto section = [&](const char* name) -> std::span<const std::uint32_t> {
    const auto found = header.at("sections").find(name);
    if (found == header.at("sections").end()) return {};
    const auto offset = found->at("offset").get<std::size_t>(), size = found->at("bytes").get<std::size_t>();
    if (offset % 8 != 0 || size % 4 != 0 || offset > sections.size() || size > sections.size() - offset) {
      throw std::invalid_argument("a section lies outside of it");
    }
    return {reinterpret_cast<const std::uint32_t*>(sections.data() + offset), size / 4};
  };
  lexicon = Automaton(section("lexicon"));
  rules = Automaton(section("rules"));
  folded_rules = Automaton(section("folded_rules"));
  families = Automaton(section("families"));
  family_rules = Automaton(section("family_rules"));
  parts = Automaton(section("parts"));
  frequencies = Automaton(section("frequencies"));
  if (const auto words = section("endings"); !words.empty()) endings = EndingSets(words);
  ngrams = section("ngrams");
}

}  // namespace pramen::stemmers
