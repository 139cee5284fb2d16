#include "query/near_forms.h"

#include <algorithm>
#include <array>

#include "stemmers/letters.h"

namespace pramen::query {
namespace {

using stemmers::Letters;

Letters plain(std::string_view word) { return stemmers::without_marks(stemmers::encode(word)); }

// Edit distances of a word to everything that begins with some letters: a row for each letter.
class Rows {
 public:
  Rows(const Letters& word, unsigned edits) : word_(word), edits_(edits) {
    for (std::size_t j = 0; j <= word.size(); ++j)
      rows_[0][j] = static_cast<std::uint8_t>(std::min<std::size_t>(j, far));
  }

  // Row `depth`, for the letters up to there; false where nothing that goes on from here is near.
  bool fill(const Letters& letters, std::size_t depth) {
    const auto &above = rows_[depth - 1], &before = rows_[depth < 2 ? 0 : depth - 2];
    auto& row = rows_[depth];
    row[0] = static_cast<std::uint8_t>(std::min<std::size_t>(depth, far));
    std::uint8_t least = row[0];
    for (std::size_t j = 1; j <= word_.size(); ++j) {
      const bool same = letters[depth - 1] == word_[j - 1];
      unsigned best = std::min({above[j] + 1U, row[j - 1] + 1U, above[j - 1] + (same ? 0U : 1U)});
      if (depth > 1 && j > 1 && letters[depth - 1] == word_[j - 2] && letters[depth - 2] == word_[j - 1])
        best = std::min(best, before[j - 2] + 1U);
      row[j] = static_cast<std::uint8_t>(std::min(best, unsigned{far}));
      least = std::min(least, row[j]);
    }
    // Two changed places may still bring it down from the row above.
    const auto upper = *std::min_element(above.begin(), above.begin() + static_cast<std::ptrdiff_t>(word_.size()) + 1);
    return least <= edits_ || upper < edits_;
  }
  bool near(std::size_t depth) const { return rows_[depth][word_.size()] <= edits_; }

 private:
  static constexpr std::uint8_t far = 100;
  const Letters& word_;
  const unsigned edits_;
  std::array<std::array<std::uint8_t, stemmers::max_letters + 1>, stemmers::max_letters + 1> rows_{};
};

}  // namespace

unsigned usual_edits(std::string_view word) {
  const Letters letters = plain(word);
  if (letters.size() < min_fuzzy_letters) return 0;
  const bool digits = std::ranges::any_of(word, [](char c) { return c >= '0' && c <= '9'; });
  return digits ? 0 : letters.size() < two_edits_letters ? 1 : 2;
}

std::vector<indexer::Form> near_forms(const indexer::Forms& forms, std::string_view lang, std::string_view word,
                                      unsigned edits) {
  std::vector<indexer::Form> found;
  const Letters wanted = plain(word);
  if (wanted.empty()) return found;
  Rows rows(wanted, edits);
  const indexer::Forms::Range all = forms.with_prefix(lang, {});
  Letters last;
  for (indexer::Form form = all.begin; form < all.end;) {
    const std::string_view text = forms.text(form);
    const Letters marked = stemmers::encode(text);
    const Letters letters = stemmers::without_marks(marked);
    if (letters.empty() || letters.size() != marked.size()) {  // digits and signs; æ is seldom
      ++form;
      continue;
    }
    const auto same = std::ranges::mismatch(letters, last).in1 - letters.begin();
    std::size_t depth = static_cast<std::size_t>(same);
    bool alive = true;
    while (alive && depth < letters.size()) alive = rows.fill(letters, ++depth);
    last = letters.substr(0, depth);
    if (!alive) {
      const std::size_t bytes = stemmers::decode(marked.substr(0, depth)).size();
      form = std::max(form + 1, forms.with_prefix(lang, text.substr(0, bytes)).end);
      continue;
    }
    if (rows.near(letters.size())) found.push_back(form);
    ++form;
  }
  return found;
}

}  // namespace pramen::query
