#include "stemmers/romanised.h"

#include <algorithm>
#include <tuple>

#include "stemmers/letters.h"

namespace pramen::stemmers {
namespace {

// What of it can be typed on any keyboard: the ' of ь falls.
std::string plain(const Letters& latin) {
  std::string text = decode(without_marks(latin));
  std::erase_if(text, [](char c) { return c < 'a' || c > 'z'; });
  return text;
}

}  // namespace

Romanised::Romanised(const Romanisation& scheme) {
  constexpr float usual = 1;
  using Candidate = std::tuple<float, std::size_t, Letters>;  // cost, length, Latin letters
  std::array<std::optional<Candidate>, 256> likeliest, single;
  for (const auto& [latin, readings] : scheme.readings) {
    for (const Reading& reading : readings) {
      if (reading.letters.size() != 1) continue;
      const auto code = static_cast<unsigned char>(reading.letters.front());
      const Candidate choice{reading.cost, latin.size(), latin};
      const auto keep = [&](std::optional<Candidate>& best) {
        if (!best || choice < *best) best = choice;
      };
      keep(likeliest[code]);
      if (latin.size() == 1 && reading.cost <= usual && decode(latin) == plain(latin)) keep(single[code]);
    }
  }
  for (std::size_t code = 0; code < likeliest.size(); ++code) {
    if (likeliest[code]) likeliest_[code] = plain(std::get<Letters>(*likeliest[code]));
    single_[code] = single[code] ? plain(std::get<Letters>(*single[code])) : likeliest_[code];
  }
}

std::vector<std::string> Romanised::spellings(std::string_view exact) const {
  const Letters letters = encode(exact);
  std::vector<std::string> spelt;
  for (const Spelling* one : {&likeliest_, &single_}) {
    std::string made;
    for (const char letter : letters) {
      const auto& latin = (*one)[static_cast<unsigned char>(letter)];
      if (!latin) return {};
      made += *latin;
    }
    if (!made.empty() && std::ranges::find(spelt, made) == spelt.end()) spelt.push_back(std::move(made));
  }
  return spelt;
}

}  // namespace pramen::stemmers
