// tokens.bin and tokens-more.bin, mapped: the words of every record in their order (tokens.h). Any
// number of threads may read.
#pragma once

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/layout.h"
#include "indexer/sections.h"
#include "indexer/tokens.h"

namespace pramen::indexer {

// One of the files. It is not hashed when it is opened (it is most of a generation); readers keep inside of
// it whatever it holds.
class TokenFile {
 public:
  explicit TokenFile(const std::filesystem::path& file)
      : sections_(file),
        records_(sections_.bytes("records")),
        at_(sections_.numbers<std::uint64_t>("at")),
        pairs_(sections_.numbers<std::uint64_t>("pairs")),
        pairs_at_(sections_.numbers<std::uint32_t>("pairs_at")),
        width_(sections_.numbers<std::uint32_t>("width").front()) {}

  std::uint32_t rows() const { return at_.empty() ? 0 : static_cast<std::uint32_t>(at_.size() - 1); }
  unsigned width() const { return width_; }
  std::string_view record(std::uint32_t row) const {
    if (row + std::size_t{1} >= at_.size() || at_[row] > at_[row + 1] || at_[row + 1] > records_.size()) return {};
    return records_.substr(at_[row], at_[row + 1] - at_[row]);
  }
  std::span<const std::uint64_t> pairs(std::uint32_t row) const {
    if (row + std::size_t{1} >= pairs_at_.size() || pairs_at_[row] > pairs_at_[row + 1] ||
        pairs_at_[row + 1] > pairs_.size())
      return {};
    return pairs_.subspan(pairs_at_[row], pairs_at_[row + 1] - pairs_at_[row]);
  }
  // Rows that were read and are not wanted soon.
  void let_go(std::uint32_t begin, std::uint32_t end) const {
    if (begin < end) Sections::let_go({record(begin).data(), record(end - 1).data() + record(end - 1).size()});
  }
  void prefetch_places(std::uint32_t row) const {
    if (row < at_.size()) __builtin_prefetch(&at_[row]);
  }
  void prefetch_pairs(std::uint32_t row) const {
    if (row < pairs_at_.size()) __builtin_prefetch(&pairs_at_[row]);
  }

 private:
  const Sections sections_;
  const std::string_view records_;
  const std::span<const std::uint64_t> at_, pairs_;
  const std::span<const std::uint32_t> pairs_at_;
  const unsigned width_;
};

class TokenColumn {
  template <typename Ask>
  auto in(std::uint32_t row, const Ask& ask) const {
    return more_ && row >= first_.rows() ? ask(*more_, row - first_.rows()) : ask(first_, row);
  }

 public:
  // `languages`: codes in the order of the schema.
  TokenColumn(const std::filesystem::path& generation, std::vector<std::string> languages)
      : first_(generation / tokens_name), languages_(std::move(languages)) {
    if (const auto more = generation / more_tokens_name; std::filesystem::exists(more)) more_.emplace(more);
  }

  std::string_view record(std::uint32_t row) const {
    return in(row, [](const TokenFile& file, std::uint32_t at) { return file.record(at); });
  }
  // The record's filter of pairs (pairs.h).
  std::span<const std::uint64_t> pairs(std::uint32_t row) const {
    return in(row, [](const TokenFile& file, std::uint32_t at) { return file.pairs(at); });
  }
  FieldReader fields(std::uint32_t row) const {
    return in(row, [](const TokenFile& file, std::uint32_t at) { return FieldReader(file.record(at), file.width()); });
  }
  // Asks for the beginning of the record to be brought near, where most of them end.
  void prefetch(std::uint32_t row) const {
    constexpr std::size_t line = 64, lines = 16;
    const std::string_view bytes = record(row);
    for (std::size_t at = 0; at < std::min(bytes.size(), line * lines); at += line)
      __builtin_prefetch(bytes.data() + at);
  }
  void let_go(std::uint32_t begin, std::uint32_t end) const {
    first_.let_go(std::min(begin, first_.rows()), std::min(end, first_.rows()));
  }
  // Asks for where these begin; some rows ahead of prefetch() and pairs().
  void prefetch_places(std::uint32_t row) const {
    in(row, [](const TokenFile& file, std::uint32_t at) { file.prefetch_places(at); });
  }
  void prefetch_pairs(std::uint32_t row) const {
    in(row, [](const TokenFile& file, std::uint32_t at) { file.prefetch_pairs(at); });
  }
  // The number under which fields of a language are kept; that of no field if there is none.
  std::size_t number(std::string_view lang) const {
    std::size_t i = 0;
    while (i < languages_.size() && languages_[i] != lang) ++i;
    return i;
  }
  std::uint32_t first_rows() const { return first_.rows(); }
  // The rows behind those of tokens.bin; nullptr where there are none.
  const TokenFile* more() const { return more_ ? &*more_ : nullptr; }

 private:
  const TokenFile first_;
  std::optional<TokenFile> more_;
  const std::vector<std::string> languages_;
};

}  // namespace pramen::indexer
