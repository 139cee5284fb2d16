#include "indexer/segments.h"

#include <fmt/format.h>
#include <sodium.h>
#include <xapian.h>

#include <array>
#include <cstring>
#include <exception>
#include <stdexcept>
#include <thread>

#include "indexer/document.h"
#include "indexer/layout.h"

namespace pramen::indexer {
namespace fs = std::filesystem;
namespace {

// A batch is a segment. Both bounds keep memory small.
constexpr std::size_t batch_records = 1000;
constexpr std::size_t batch_bytes = 4 << 20;
// So many segments of a level become one of the next; five open files each.
constexpr std::size_t fan_in = 32;

std::array<std::uint64_t, 2> hash_lanes(std::string_view bytes) {
  std::array<std::uint64_t, 2> lanes{};
  crypto_generichash(reinterpret_cast<unsigned char*>(lanes.data()), sizeof lanes,
                     reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), nullptr, 0);
  return lanes;
}

std::size_t text_bytes(const corpus::Record& record) {
  std::size_t bytes = 0;
  for (const auto& [lang, text] : record.texts) bytes += text.body.size() + text.summary.size() + text.title.size();
  return bytes;
}

Xapian::Document to_document(const AnalysedRecord& record) {
  Xapian::Document document;
  for (const AnalysedRecord::Term& term : record.terms) {
    for (const std::uint32_t position : term.positions) document.add_posting(term.name, position, 0);
    document.add_term(term.name, term.count);
  }
  document.set_data(record.data);
  return document;
}

}  // namespace

void ContentHash::add(const ContentHash& other) {
  low += other.low;
  high += other.high + (low < other.low ? 1 : 0);
}

void ContentHash::add(std::string_view bytes) {
  const auto [added_low, added_high] = hash_lanes(bytes);
  add(ContentHash{added_low, added_high});
}

void ContentHash::remove(std::string_view bytes) {
  const auto [taken_low, taken_high] = hash_lanes(bytes);
  high -= taken_high + (low < taken_low ? 1 : 0);
  low -= taken_low;
}

std::string ContentHash::hex() const { return fmt::format("{:016x}{:016x}", high, low); }

Segments::Segments(fs::path folder, const stemmers::Languages& languages, unsigned jobs)
    : folder_(std::move(folder)), languages_(languages), jobs_(jobs) {}

void Segments::add(corpus::Record&& record) {
  if (pending_.empty() || pending_.back().size() >= batch_records || pending_bytes_ >= batch_bytes) {
    if (pending_.size() == jobs_) write_pending();
    pending_.emplace_back();
    pending_bytes_ = 0;
  }
  pending_bytes_ += text_bytes(record);
  pending_.back().push_back(std::move(record));
}

void Segments::flush() {
  if (!pending_.empty()) write_pending();
}

Segments::Segment Segments::write(const std::vector<corpus::Record>& batch, std::uint64_t number,
                                  ContentHash& content) const {
  Segment segment{folder_ / fmt::format("segment-{}", number), batch.size()};
  Xapian::WritableDatabase database(segment.path.string(), Xapian::DB_CREATE | Xapian::DB_NO_SYNC);
  for (const corpus::Record& record : batch) {
    const AnalysedRecord analysed = analyse(record, languages_);
    database.add_document(to_document(analysed));
    content.add(analysed.data);
  }
  database.commit();
  // A commit that met a full disk may leave an empty database that looks sound.
  if (database.get_doccount() != batch.size()) {
    throw std::runtime_error(fmt::format("{} was not written whole: is the disk full?", segment.path.string()));
  }
  return segment;
}

struct Segments::Written {
  Segment segment;
  ContentHash content;
  std::exception_ptr failure;
};

// One thread for each batch.
void Segments::write_pending() {
  std::vector<Written> written(pending_.size());
  const auto work = [&](std::size_t i) {
    try {
      written[i].segment = write(pending_[i], numbered_ + i, written[i].content);
    } catch (...) {
      written[i].failure = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> threads;  // joined here, also if one cannot be started
    for (std::size_t i = 1; i < pending_.size(); ++i) threads.emplace_back(work, i);
    work(0);
  }
  numbered_ += pending_.size();
  pending_.clear();
  for (Written& done : written) {
    if (done.failure) std::rethrow_exception(done.failure);
    documents_ += done.segment.documents;
    content_.add(done.content);
    keep(0, std::move(done.segment));
  }
}

void Segments::keep(std::size_t level, Segment segment) {
  if (levels_.size() <= level) levels_.resize(level + 1);
  levels_[level].push_back(std::move(segment));
  if (levels_[level].size() < fan_in) return;
  Segment merged = merge(levels_[level]);
  levels_[level].clear();
  keep(level + 1, std::move(merged));
}

Segments::Segment Segments::merge(const std::vector<Segment>& parts) {
  Segment merged{folder_ / fmt::format("segment-{}", numbered_++), 0};
  Xapian::Database all;
  for (const Segment& part : parts) {
    all.add_database(Xapian::Database(part.path.string()));
    merged.documents += part.documents;
  }
  all.compact(merged.path.string(), 0U);
  for (const Segment& part : parts) fs::remove_all(part.path);
  return merged;
}

std::vector<Segments::Segment> Segments::in_order() const {
  std::vector<Segment> all;
  for (auto level = levels_.rbegin(); level != levels_.rend(); ++level)
    all.insert(all.end(), level->begin(), level->end());
  return all;
}

void Segments::blank(std::uint32_t row) {
  for (const Segment& segment : in_order()) {
    if (row >= segment.documents) {
      row -= static_cast<std::uint32_t>(segment.documents);
      continue;
    }
    Xapian::WritableDatabase database(segment.path.string(), Xapian::DB_OPEN | Xapian::DB_NO_SYNC);
    content_.remove(database.get_document(row + 1).get_data());
    database.replace_document(row + 1, Xapian::Document());
    database.commit();
    return;
  }
}

void Segments::join(const fs::path& file) {
  std::vector<Segment> parts = in_order();
  if (parts.empty()) parts.push_back(write({}, numbered_, content_));  // a corpus without records
  Xapian::Database all;
  for (const Segment& part : parts) all.add_database(Xapian::Database(part.path.string()));
  all.compact(file.string(), Xapian::DBCOMPACT_SINGLE_FILE | Xapian::Compactor::FULL);
  all.close();
  for (const Segment& part : parts) fs::remove_all(part.path);
  if (Xapian::Database(file.string()).get_doccount() != documents_) {
    throw std::runtime_error(fmt::format("{} was not written whole: is the disk full?", file.string()));
  }
}

}  // namespace pramen::indexer
