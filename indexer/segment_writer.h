// A batch of records as one small segment on disk: a Xapian database, the forms
// that stand in it, and the records' tokens as numbers of these forms.
//
// A segment is a folder:
//   index/    Xapian, without positions and without term lists
//   forms     sections: text, text_at u32[], records u32[], title_records u32[], words u32[]
//   tokens    sections: records (tokens.h), at u64[]
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

#include "corpus/record.h"
#include "indexer/content_hash.h"
#include "stemmers/language.h"

namespace pramen::indexer {

struct WrittenSegment {
  std::vector<std::uint32_t> lengths;  // of the documents (Xapian's document length)
  ContentHash content;
};

// Throws Xapian::Error or std::runtime_error if the machine fails. The languages are
// those of the schema, in its order. May run on several threads for several folders.
WrittenSegment write_segment(const std::filesystem::path& folder, std::span<const corpus::Record> records,
                             const stemmers::Languages& languages);

}  // namespace pramen::indexer
