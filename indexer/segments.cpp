#include "indexer/segments.h"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <stdexcept>
#include <utility>

#include "indexer/file.h"
#include "indexer/forms.h"
#include "indexer/layout.h"
#include "indexer/parallel.h"
#include "indexer/sections.h"
#include "indexer/token_writer.h"
#include "indexer/tokens.h"

namespace pramen::indexer {
namespace fs = std::filesystem;
namespace {

// A batch is a segment. Larger ones make fewer and longer stretches of postings for
// each form, which are smaller and faster to walk; but Xapian keeps a batch in memory
// (some 30 kB a record), and the larger it is the more of it falls out of the cache.
constexpr std::size_t batch_records = 4000;
constexpr std::size_t batch_bytes = 8 << 20;
// So many segments of a level become one of the next; some open files each.
constexpr std::size_t fan_in = 32;

std::size_t text_bytes(const corpus::Record& record) {
  std::size_t bytes = 0;
  for (const auto& [lang, text] : record.texts) {
    bytes += text.body.size() + text.summary.size() + text.title.size();
    for (const corpus::Attachment& attachment : text.attachments) bytes += attachment.text.size();
  }
  return bytes;
}

void compact(const std::vector<fs::path>& databases, const fs::path& to, unsigned flags) {
  Xapian::Database all;
  for (const fs::path& database : databases) all.add_database(Xapian::Database(database.string()));
  all.compact(to.string(), flags);
}

std::vector<fs::path> indexes(const std::vector<fs::path>& segments) {
  std::vector<fs::path> paths;
  for (const fs::path& segment : segments) paths.push_back(segment / "index");
  return paths;
}

// One file out of several databases; its hash.
std::string write_index(const std::vector<fs::path>& databases, const fs::path& to, std::uint64_t documents) {
  const WatchedFile file(to);
  compact(databases, to, Xapian::DBCOMPACT_SINGLE_FILE | Xapian::Compactor::FULL);
  file.sync();
  if (Xapian::Database(to.string()).get_doccount() != documents)
    throw std::runtime_error(fmt::format("{} was not written whole: is the disk full?", to.string()));
  return file_hash(to);
}

// A file of the generation before becomes one of this, too.
void inherit(const Inherited& inherited, std::string_view name, const fs::path& generation,
             std::map<std::string, std::string>& hashes) {
  link_file(inherited.from.folder / name, generation / name);
  hashes.emplace(name, inherited.from.manifest.files.at(std::string(name)));
}

// The forms that the generation before has, as they are counted now, and those that are new.
struct JoinedForms {
  FormCounts old;
  std::vector<CountedForm> fresh;
  std::vector<std::uint32_t> place;  // of each merged form: among the old, or behind them among the fresh

  JoinedForms(const MergedForms& merged, const Inherited* inherited) {
    const Form old_forms = inherited == nullptr ? 0 : inherited->from.forms.size();
    if (inherited != nullptr) take_kept(*inherited);
    if (inherited == nullptr) fresh.reserve(merged.size());
    place.reserve(merged.size());
    for (std::size_t i = 0; i < merged.size(); ++i) {
      const FormCounts& counts = merged.counts;
      const auto known = inherited == nullptr
                             ? std::nullopt
                             : inherited->from.forms.find(merged.form(i).substr(0, 2), merged.form(i).substr(2));
      if (known) {
        old.records[*known] += counts.records[i];
        old.title_records[*known] += counts.title_records[i];
        old.words[*known] += counts.words[i];
        place.push_back(*known);
      } else {
        place.push_back(old_forms + static_cast<std::uint32_t>(fresh.size()));
        if (counts.records[i] > 0)
          fresh.push_back({merged.form(i), counts.records[i], counts.title_records[i], counts.words[i]});
      }
    }
  }

  // The token of each merged form.
  std::vector<std::uint32_t> tokens(const Inherited* inherited, const FormsWritten& written) const {
    std::vector<std::uint32_t> tokens;
    for (const std::uint32_t at : place) {
      if (at < old.records.size())
        tokens.push_back(inherited->from.forms.token_of(at));
      else
        tokens.push_back(at - old.records.size() < written.token_of.size() ? written.token_of[at - old.records.size()]
                                                                           : 0);
    }
    return tokens;
  }

 private:
  void take_kept(const Inherited& inherited) {
    const Previous& from = inherited.from;
    old.resize(from.forms.size());
    for (Form form = 0; form < from.forms.size(); ++form) {
      old.records[form] = from.forms.records(form);
      old.title_records[form] = from.forms.title_records(form);
      old.words[form] = from.forms.words(form);
    }
    for (std::uint32_t row = 0; row < from.rows(); ++row) {
      if (!from.columns.live(row) || inherited.kept[row] != 0) continue;
      old.take_back(from.tokens.fields(row), [&](std::uint32_t token) { return from.forms.form_of(token); });
    }
  }
};

}  // namespace

Segments::Segments(fs::path folder, const stemmers::Languages& languages, unsigned jobs)
    : folder_(std::move(folder)), languages_(languages), jobs_(jobs) {}

struct Segments::Running {
  Segment segment;
  std::vector<corpus::Record> records;
  WrittenSegment written;
  std::unique_ptr<Beside> thread;
};

Segments::~Segments() = default;

void Segments::add(corpus::Record&& record) {
  if (pending_.size() >= batch_records || pending_bytes_ >= batch_bytes) start_pending();
  pending_bytes_ += text_bytes(record);
  pending_.push_back(std::move(record));
}

void Segments::start_pending() {
  if (running_.size() == jobs_) finish_oldest();
  auto run = std::make_unique<Running>();
  run->segment = {folder_ / fmt::format("segment-{}", numbered_++), pending_.size()};
  run->records = std::exchange(pending_, {});
  pending_bytes_ = 0;
  run->thread = std::make_unique<Beside>([run = run.get(), &languages = languages_] {
    run->written = write_segment(run->segment.path, run->records, languages);
    run->records.clear();
  });
  running_.push_back(std::move(run));
}

// Batches end in the order in which they began, so that records keep theirs.
void Segments::finish_oldest() {
  const std::unique_ptr<Running> done = std::move(running_.front());
  running_.pop_front();
  done->thread->get();
  lengths_.insert(lengths_.end(), done->written.lengths.begin(), done->written.lengths.end());
  content_.add(done->written.content);
  keep(0, std::move(done->segment));
}

void Segments::flush() {
  if (!pending_.empty()) start_pending();
  while (!running_.empty()) finish_oldest();
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
  fs::create_directory(merged.path);
  std::vector<fs::path> paths;
  for (const Segment& part : parts) {
    paths.push_back(part.path);
    merged.documents += part.documents;
  }
  Beside joining([&] { compact(indexes(paths), merged.path / "index", 0); });
  const MergedForms forms(paths);
  forms.write(merged.path / "forms");
  TokenWriter tokens(merged.path / "tokens", widest_head, false);
  for (std::size_t part = 0; part < paths.size(); ++part) tokens.add_segment(paths[part], forms.places(part));
  tokens.finish();
  joining.get();
  for (const fs::path& path : paths) fs::remove_all(path);
  return merged;
}

std::vector<Segments::Segment> Segments::in_order() const {
  std::vector<Segment> all;
  for (auto level = levels_.rbegin(); level != levels_.rend(); ++level)
    all.insert(all.end(), level->begin(), level->end());
  return all;
}

Segments::Place Segments::place_of(std::uint32_t row) const {
  Place place{.segment = 0, .row = row};
  for (const Segment& segment : in_order()) {
    if (place.row < segment.documents) break;
    place.row -= static_cast<std::uint32_t>(segment.documents);
    ++place.segment;
  }
  return place;
}

void Segments::withdraw(std::uint32_t row) {
  const Place place = place_of(row);
  const Xapian::Database database((in_order()[place.segment].path / "index").string());
  content_.remove(database.get_document(place.row + 1).get_data());
  withdrawn_.push_back(place);
}

// Where all segments lie, in order. An index of nothing has an empty one.
std::vector<fs::path> Segments::paths(bool whole) {
  std::vector<fs::path> paths;
  for (const Segment& segment : in_order()) paths.push_back(segment.path);
  if (whole && paths.empty()) {
    paths.push_back(folder_ / "segment-empty");
    write_segment(paths.back(), {}, languages_);
  }
  return paths;
}

// Without what was withdrawn.
MergedForms Segments::merged_forms(const std::vector<fs::path>& paths) const {
  MergedForms forms(paths);
  for (const Place& place : withdrawn_) {
    const Sections tokens(paths[place.segment] / "tokens");
    const auto at = tokens.numbers<std::uint64_t>("at");
    const std::string_view record = tokens.bytes("records").substr(at[place.row], at[place.row + 1] - at[place.row]);
    forms.counts.take_back(FieldReader(record, widest_head),
                           [&](std::uint32_t form) { return forms.places(place.segment)[form]; });
  }
  return forms;
}

// `tokens`: by segment, of each of its forms; `forms`: how many tokens there are.
std::string Segments::write_tokens(const fs::path& generation, const Inherited* inherited,
                                   const std::vector<fs::path>& paths,
                                   const std::vector<std::vector<std::uint32_t>>& tokens, std::size_t forms,
                                   const std::function<void(std::uint64_t)>& written) const {
  // What is added to is of the widest heads, so that it can be taken over however many tokens there are.
  TokenWriter file(generation / (inherited == nullptr ? tokens_name : more_tokens_name),
                   inherited == nullptr ? head_width(forms) : widest_head, true);
  if (const TokenFile* more = inherited == nullptr ? nullptr : inherited->from.tokens.more()) {
    for (std::uint32_t row = 0; row < more->rows(); ++row) file.add(more->record(row));
  }
  for (std::size_t part = 0; part < paths.size(); ++part) {
    std::vector<std::uint32_t> without;
    for (const Place& place : withdrawn_) {
      if (place.segment == part) without.push_back(place.row);
    }
    file.add_segment(paths[part], tokens[part], without, written);
  }
  return file.finish();
}

std::map<std::string, std::string> Segments::join(const fs::path& generation, const Inherited* inherited,
                                                  const std::function<void()>& forms_written,
                                                  const std::function<bool(double)>& progress) {
  // Analysing the forms and writing the tokens take about as long.
  const auto step = [&](double begin, std::uint64_t done, std::uint64_t all) {
    if (!progress(begin + 0.5 * static_cast<double>(done) / static_cast<double>(std::max<std::uint64_t>(all, 1))))
      throw Stopped();
  };
  const std::vector<fs::path> segments = paths(inherited == nullptr);
  std::map<std::string, std::string> hashes;
  std::vector<fs::path> databases = indexes(segments);
  std::uint64_t rows = documents();
  std::string_view index = index_name, token_file = tokens_name;
  const bool anything_new = inherited == nullptr || documents() > 0;
  if (inherited != nullptr) {
    const bool has_more = inherited->from.tokens.more() != nullptr;
    inherit(*inherited, index_name, generation, hashes);
    inherit(*inherited, tokens_name, generation, hashes);
    index = more_index_name;
    token_file = more_tokens_name;
    if (has_more && anything_new) {
      databases.insert(databases.begin(), inherited->from.folder / more_index_name);
      rows += inherited->from.tokens.more()->rows();
    } else if (has_more) {
      inherit(*inherited, more_index_name, generation, hashes);
      inherit(*inherited, more_tokens_name, generation, hashes);
    }
  }
  std::string index_hash;
  std::optional<Beside> joining;
  if (anything_new) joining.emplace([&] { index_hash = write_index(databases, generation / index, rows); });
  const MergedForms merged = merged_forms(segments);
  const JoinedForms forms(merged, inherited);
  const FormsWritten written =
      write_forms(generation / forms_name,
                  {.fresh = forms.fresh,
                   .previous = inherited == nullptr ? nullptr : &inherited->from.forms,
                   .records = forms.old.records,
                   .title_records = forms.old.title_records,
                   .words = forms.old.words},
                  languages_, jobs_, [&](std::uint64_t done) { step(0, done, forms.fresh.size()); });
  hashes.emplace(forms_name, written.hash);
  forms_written();
  if (!anything_new) return hashes;
  const std::vector<std::uint32_t> token_of = forms.tokens(inherited, written);
  std::vector<std::vector<std::uint32_t>> tokens;
  for (std::size_t part = 0; part < segments.size(); ++part) {
    tokens.push_back(merged.places(part));
    for (std::uint32_t& number : tokens.back()) number = token_of[number];
  }
  hashes.emplace(token_file, write_tokens(generation, inherited, segments, tokens, forms.fresh.size(),
                                          [&](std::uint64_t done) { step(0.5, done, documents()); }));
  joining->get();
  hashes.emplace(index, index_hash);
  for (const fs::path& path : segments) fs::remove_all(path);
  return hashes;
}

}  // namespace pramen::indexer
