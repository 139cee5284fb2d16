#include "indexer/token_writer.h"

#include <algorithm>

#include "indexer/pairs.h"
#include "indexer/tokens.h"

namespace pramen::indexer {

TokenWriter::TokenWriter(const std::filesystem::path& file, unsigned width, bool with_pairs)
    : file_(file), width_(width), with_pairs_(with_pairs) {
  file_.add("width", std::vector<std::uint32_t>{width});
  file_.begin("records");
}

void TokenWriter::add(std::string_view record) {
  file_.append(record);
  at_.push_back(at_.back() + record.size());
  if (!with_pairs_) return;
  append_pairs(record, width_, pairs_);
  pairs_at_.push_back(static_cast<std::uint32_t>(pairs_.size()));
}

void TokenWriter::add_segment(const std::filesystem::path& folder, std::span<const std::uint32_t> numbers,
                              std::span<const std::uint32_t> without, const std::function<void(std::uint64_t)>& added) {
  const Sections tokens(folder / "tokens");
  const std::string_view records = tokens.bytes("records");
  const auto begins = tokens.numbers<std::uint64_t>("at");
  for (std::uint32_t i = 0; i + std::size_t{1} < begins.size(); ++i) {
    const std::string_view record = records.substr(begins[i], begins[i + 1] - begins[i]);
    add(std::ranges::find(without, i) == without.end() ? renumber(record, widest_head, numbers, width_)
                                                       : std::string());
    if (added && at_.size() % 4096 == 0) added(at_.size());
  }
}

std::string TokenWriter::finish() {
  file_.add("at", at_);
  if (with_pairs_) {
    file_.add("pairs", pairs_);
    file_.add("pairs_at", pairs_at_);
  }
  return file_.finish();
}

}  // namespace pramen::indexer
