#include "indexer/pairs.h"

#include "indexer/tokens.h"

namespace pramen::indexer {

void append_pairs(std::string_view record, unsigned width, std::vector<std::uint64_t>& filters) {
  std::size_t pairs = 0;
  for (FieldReader field(record, width); field.next();)
    pairs += field.heads().size() > 1 ? field.heads().size() - 1 : 0;
  const std::size_t begin = filters.size(), blocks = (pairs + words_for_each_block - 1) / words_for_each_block;
  filters.resize(begin + blocks);
  for (FieldReader field(record, width); field.next();) {
    for (std::uint32_t i = 1; i < field.heads().size(); ++i) {
      const std::uint64_t hash = pair_hash(field.heads()[i - 1] >> 1, field.heads()[i] >> 1);
      filters[begin + pair_block(hash, blocks)] |= pair_bits(hash);
    }
  }
}

}  // namespace pramen::indexer
