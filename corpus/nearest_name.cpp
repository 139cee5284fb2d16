#include "corpus/nearest_name.h"

#include <algorithm>
#include <array>

namespace pramen::corpus {
namespace {

constexpr std::size_t longest = 64;

// Edit distance with swaps of neighbours, as people mistype. Both are short.
std::size_t distance(std::string_view a, std::string_view b) {
  std::array<std::array<std::size_t, longest + 1>, 3> rows{};
  for (std::size_t j = 0; j <= b.size(); ++j) rows[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto& now = rows[i % 3];
    const auto& last = rows[(i - 1) % 3];
    now[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = a[i - 1] == b[j - 1];
      now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        now[j] = std::min(now[j], rows[(i - 2) % 3][j - 2] + 1);
      }
    }
  }
  return rows[a.size() % 3][b.size()];
}

std::string lower(std::string_view word) {
  std::string out(word);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == ' ') c = '-';
  }
  return out;
}

}  // namespace

std::string nearest_name(std::string_view word, const std::vector<std::string_view>& names, std::size_t edits) {
  if (word.empty() || word.size() > longest) return {};
  const std::string key = lower(word);
  std::size_t best = (key.size() <= 4 ? 1 : edits) + 1;
  std::string_view nearest;
  for (const auto name : names) {
    if (name.size() > longest || name.size() > key.size() + 2 || key.size() > name.size() + 2) continue;
    const std::size_t away = distance(key, name);
    if (away < best) {
      best = away;
      nearest = name;
    }
  }
  return std::string(nearest);
}

}  // namespace pramen::corpus
