#include "indexer/segments.h"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <exception>
#include <memory>
#include <queue>
#include <stdexcept>
#include <thread>
#include <utility>

#include "indexer/file.h"
#include "indexer/forms.h"
#include "indexer/layout.h"
#include "indexer/pairs.h"
#include "indexer/sections.h"
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

// The forms of one segment, read from the front.
class FormsOfSegment {
 public:
  explicit FormsOfSegment(const fs::path& folder)
      : file_(folder / "forms"),
        text_(file_.bytes("text")),
        text_at_(file_.numbers<std::uint32_t>("text_at")),
        records_(file_.numbers<std::uint32_t>("records")),
        title_records_(file_.numbers<std::uint32_t>("title_records")),
        tokens_(file_.numbers<std::uint32_t>("tokens")) {}

  std::uint32_t size() const { return static_cast<std::uint32_t>(records_.size()); }
  CountedForm form(std::uint32_t i) const {
    return {text_.substr(text_at_[i], text_at_[i + 1] - text_at_[i]), records_[i], title_records_[i], tokens_[i]};
  }

 private:
  const Sections file_;
  std::string_view text_;
  std::span<const std::uint32_t> text_at_, records_, title_records_, tokens_;
};

// The forms of several segments as those of one, and the new numbers of each one's.
struct MergedForms {
  std::string text;
  std::vector<std::uint32_t> text_at = {0}, records, title_records, tokens;
  std::vector<std::vector<std::uint32_t>> renumbered;  // by segment

  explicit MergedForms(const std::vector<fs::path>& segments) {
    std::vector<std::unique_ptr<const FormsOfSegment>> parts;
    for (const fs::path& segment : segments) {
      parts.push_back(std::make_unique<const FormsOfSegment>(segment));
      renumbered.emplace_back().reserve(parts.back()->size());
    }
    struct Next {
      CountedForm form;
      std::size_t part;
    };
    const auto later = [](const Next& a, const Next& b) { return a.form.text > b.form.text; };
    std::priority_queue<Next, std::vector<Next>, decltype(later)> queue(later);
    const auto push = [&](std::size_t part) {
      const auto at = static_cast<std::uint32_t>(renumbered[part].size());
      if (at < parts[part]->size()) queue.push({parts[part]->form(at), part});
    };
    for (std::size_t part = 0; part < parts.size(); ++part) push(part);
    while (!queue.empty()) {
      const Next next = queue.top();
      queue.pop();
      add(next.form);
      renumbered[next.part].push_back(static_cast<std::uint32_t>(records.size() - 1));
      push(next.part);
    }
  }

  std::string_view form(std::size_t i) const {
    return std::string_view(text).substr(text_at[i], text_at[i + 1] - text_at[i]);
  }

  void write(const fs::path& path) const {
    SectionWriter file(path);
    file.begin("text");
    file.append(text);
    file.add("text_at", text_at);
    file.add("records", records);
    file.add("title_records", title_records);
    file.add("tokens", tokens);
    file.finish();
  }

 private:
  void add(const CountedForm& counted) {
    if (records.empty() || form(records.size() - 1) != counted.text) {
      text += counted.text;
      text_at.push_back(static_cast<std::uint32_t>(text.size()));
      records.push_back(0);
      title_records.push_back(0);
      tokens.push_back(0);
    }
    records.back() += counted.records;
    title_records.back() += counted.title_records;
    tokens.back() += static_cast<std::uint32_t>(counted.tokens);
  }
};

// The records' tokens of several segments, one after the other, under their new numbers.
// `with_pairs`: and their filters, which hold for these numbers only.
std::string merge_tokens(const fs::path& path, const std::vector<fs::path>& segments,
                         const std::vector<std::vector<std::uint32_t>>& renumbered, unsigned width, bool with_pairs,
                         const std::function<void(std::uint64_t)>& written = {}) {
  SectionWriter file(path);
  file.add("width", std::vector<std::uint32_t>{width});
  std::vector<std::uint64_t> at = {0}, pairs;
  std::vector<std::uint32_t> pairs_at = {0};
  file.begin("records");
  for (std::size_t part = 0; part < segments.size(); ++part) {
    const Sections tokens(segments[part] / "tokens");
    const std::string_view records = tokens.bytes("records");
    const auto begins = tokens.numbers<std::uint64_t>("at");
    for (std::size_t i = 0; i + 1 < begins.size(); ++i) {
      const std::string record =
          renumber(records.substr(begins[i], begins[i + 1] - begins[i]), widest_head, renumbered[part], width);
      file.append(record);
      at.push_back(at.back() + record.size());
      if (with_pairs) {
        append_pairs(record, width, pairs);
        pairs_at.push_back(static_cast<std::uint32_t>(pairs.size()));
      }
      if (written && at.size() % 4096 == 0) written(at.size());
    }
  }
  file.add("at", at);
  if (with_pairs) {
    file.add("pairs", pairs);
    file.add("pairs_at", pairs_at);
  }
  return file.finish();
}

// Runs work beside the caller's; get() waits and passes its failure on.
class Beside {
 public:
  template <typename Work>
  explicit Beside(Work work)
      : thread_([this, work] {
          try {
            work();
          } catch (...) {
            failure_ = std::current_exception();
          }
        }) {}
  void get() {
    thread_.join();
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  std::exception_ptr failure_;
  std::jthread thread_;  // last: it uses what is above
};

void compact(const std::vector<fs::path>& segments, const fs::path& to, unsigned flags) {
  Xapian::Database all;
  for (const fs::path& segment : segments) all.add_database(Xapian::Database((segment / "index").string()));
  all.compact(to.string(), flags);
}

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
  Beside joining([&] { compact(paths, merged.path / "index", 0); });
  const MergedForms forms(paths);
  forms.write(merged.path / "forms");
  merge_tokens(merged.path / "tokens", paths, forms.renumbered, widest_head, false);
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

void Segments::withdraw(std::uint32_t row) {
  for (const Segment& segment : in_order()) {
    if (row < segment.documents) {
      const Xapian::Database database((segment.path / "index").string());
      content_.remove(database.get_document(row + 1).get_data());
      return;
    }
    row -= static_cast<std::uint32_t>(segment.documents);
  }
}

JoinedFiles Segments::join(const fs::path& generation, const std::function<void()>& forms_written,
                           const std::function<bool(double)>& progress) {
  // Analysing the forms and writing the tokens take about as long.
  const auto step = [&](double begin, std::uint64_t done, std::uint64_t all) {
    if (!progress(begin + 0.5 * static_cast<double>(done) / static_cast<double>(std::max<std::uint64_t>(all, 1))))
      throw Stopped();
  };
  std::vector<fs::path> paths;
  for (const Segment& segment : in_order()) paths.push_back(segment.path);
  if (paths.empty()) {  // a corpus without records
    paths.push_back(folder_ / "segment-empty");
    write_segment(paths.back(), {}, languages_);
  }
  const fs::path index = generation / index_name;
  JoinedFiles files;
  Beside joining([&] {
    compact(paths, index, Xapian::DBCOMPACT_SINGLE_FILE | Xapian::Compactor::FULL);
    if (Xapian::Database(index.string()).get_doccount() != documents())
      throw std::runtime_error(fmt::format("{} was not written whole: is the disk full?", index.string()));
    files.index_hash = file_hash(index);
  });
  MergedForms forms(paths);
  std::vector<CountedForm> counted;
  counted.reserve(forms.records.size());
  for (std::size_t i = 0; i < forms.records.size(); ++i)
    counted.push_back({forms.form(i), forms.records[i], forms.title_records[i], forms.tokens[i]});
  FormsWritten written = write_forms(generation / forms_name, counted, languages_, jobs_,
                                     [&](std::uint64_t done) { step(0, done, counted.size()); });
  files.forms_hash = std::move(written.hash);
  Beside beside(forms_written);
  for (std::vector<std::uint32_t>& numbers : forms.renumbered) {
    for (std::uint32_t& number : numbers) number = written.token_of[number];
  }
  files.tokens_hash = merge_tokens(generation / tokens_name, paths, forms.renumbered, head_width(counted.size()), true,
                                   [&](std::uint64_t done) { step(0.5, done, documents()); });
  beside.get();
  joining.get();
  for (const fs::path& path : paths) fs::remove_all(path);
  return files;
}

}  // namespace pramen::indexer
