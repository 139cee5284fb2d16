#include "query/database.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#include <xapian.h>

#include <algorithm>
#include <cerrno>
#include <mutex>
#include <numeric>
#include <stdexcept>

#include "corpus/thesaurus_files.h"
#include "indexer/columns.h"
#include "indexer/concepts.h"
#include "indexer/file.h"
#include "indexer/forms.h"
#include "indexer/generations.h"
#include "indexer/index_files.h"
#include "indexer/layout.h"
#include "indexer/manifest.h"
#include "indexer/names.h"
#include "indexer/token_column.h"
#include "query/best_bets.h"
#include "query/definition_card.h"
#include "query/enquire.h"
#include "query/loop.h"
#include "query/question.h"
#include "query/row_factors.h"
#include "query/search.h"
#include "query/suggest.h"
#include "query/title_orders.h"
#include "query/value_names.h"
#include "query/value_weights.h"
#include "query/words.h"
#include "stemmers/language.h"

namespace pramen::query {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t value_set_bytes = std::size_t{32} << 20;

// Xapian handles, each lent to one thread at a time; opened when all are out.
class HandlePool {
 public:
  // Keeps the files open, so that more handles can be had after the folder of an
  // old generation is gone.
  HandlePool(const fs::path& generation, bool with_more) : index_(generation / indexer::index_name) {
    if (with_more) more_.emplace(generation / indexer::more_index_name);
    idle_.push_back(open());
  }

  class Lease {
   public:
    Lease(HandlePool& pool, std::unique_ptr<indexer::IndexFiles> handle) : pool_(pool), handle_(std::move(handle)) {}
    ~Lease() {
      const std::scoped_lock lock(pool_.mutex_);
      pool_.idle_.push_back(std::move(handle_));
    }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    const indexer::IndexFiles& operator*() const { return *handle_; }

   private:
    HandlePool& pool_;
    std::unique_ptr<indexer::IndexFiles> handle_;
  };

  Lease lend() {
    {
      const std::scoped_lock lock(mutex_);
      if (!idle_.empty()) {
        std::unique_ptr<indexer::IndexFiles> handle = std::move(idle_.back());
        idle_.pop_back();
        return {*this, std::move(handle)};
      }
    }
    return {*this, open()};
  }

 private:
  // A file that stays open.
  class File {
   public:
    explicit File(const fs::path& path) : descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
      if (descriptor_ < 0) throw Xapian::DatabaseOpeningError("cannot open " + path.string(), errno);
    }
    ~File() { ::close(descriptor_); }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    Xapian::Database database() const {
      const std::string again = fmt::format("/proc/self/fd/{}", descriptor_);
      const int descriptor = ::open(again.c_str(), O_RDONLY | O_CLOEXEC);
      if (descriptor < 0) throw Xapian::DatabaseOpeningError("cannot open the index again", errno);
      return Xapian::Database(descriptor);  // which closes it
    }

   private:
    const int descriptor_;
  };

  std::unique_ptr<indexer::IndexFiles> open() const {
    if (!more_) return std::make_unique<indexer::IndexFiles>(index_.database());
    return std::make_unique<indexer::IndexFiles>(index_.database(), more_->database());
  }

  const File index_;
  std::optional<File> more_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<indexer::IndexFiles>> idle_;
};

[[noreturn]] void failed(const fs::path& folder, const Xapian::Error& error) {
  throw std::runtime_error(
      fmt::format("cannot read the database {}: {} {}", folder.string(), error.get_type(), error.get_msg()));
}

corpus::Schema load_schema(const fs::path& folder) {
  std::string first;
  auto schema = corpus::Schema::load(folder / indexer::schema_name, [&](corpus::Problem&& problem) {
    if (first.empty()) first = corpus::to_text(problem);
  });
  if (!schema) throw std::runtime_error(fmt::format("the schema of {} is damaged: {}", folder.string(), first));
  return std::move(*schema);
}

class OpenGeneration final : public Database {
  template <typename Work>
  auto with_index(Work&& work) const {
    try {
      const HandlePool::Lease index = handles_.lend();
      return work(*index);
    } catch (const Xapian::Error& error) {
      failed(folder_, error);
    } catch (const EnquireError&) {
      throw;
    } catch (const std::runtime_error& error) {
      throw std::runtime_error(
          fmt::format("the database {} is damaged ({}); go back with `pramen generations rollback` or build again with "
                      "`pramen index`",
                      folder_.string(), error.what()));
    }
  }

 public:
  OpenGeneration(const fs::path& folder, std::size_t posting_cache_bytes)
      : folder_(folder),
        manifest_(indexer::read_manifest(folder)),
        schema_(load_schema(folder)),
        languages_(schema_.languages()),
        columns_(checked(folder) / indexer::columns_name, hash_of(indexer::columns_name), schema_),
        forms_(folder / indexer::forms_name, hash_of(indexer::forms_name)),
        tokens_(folder, {schema_.languages().begin(), schema_.languages().end()}),
        concepts_(folder / indexer::concepts_name, hash_of(indexer::concepts_name), schema_),
        names_(folder / indexer::suggest_name, schema_),
        thesaurus_text_(indexer::read_file(folder / indexer::schema_name / indexer::thesaurus_name)),
        norms_(bm25_norms(columns_)),
        cache_(std::size_t{2} * forms_.size(), posting_cache_bytes),
        sets_(columns_, value_set_bytes),
        factors_(row_factors(schema_, columns_)),
        handles_(folder, has(indexer::more_index_name)) {
    for (const auto& [name, hash] : manifest_.files) {
      if (name.starts_with(fmt::format("{}/", indexer::schema_name)) && indexer::file_hash(folder / name) != hash)
        throw std::runtime_error(
            fmt::format("{} is not as it was written; go back with `pramen generations rollback` or build again with "
                        "`pramen index`",
                        (folder / name).string()));
    }
    // The folder may have gone while it was opened.
    if (has(indexer::more_tokens_name) && tokens_.more() == nullptr)
      throw std::runtime_error(fmt::format("{} is not whole; build it again with `pramen index`", folder_.string()));
  }

  const corpus::Schema& schema() const override { return schema_; }
  const corpus::Thesaurus& thesaurus() const override {
    std::call_once(thesaurus_read_, [this] {
      // Its folder may be gone by now.
      std::vector<corpus::ThesaurusText> texts;
      texts.push_back(
          {std::string(indexer::thesaurus_name), corpus::ThesaurusFormat::turtle, std::move(thesaurus_text_)});
      std::string first;
      thesaurus_ = corpus::read_thesaurus(std::move(texts), schema_.languages(), [&](corpus::Problem&& problem) {
        if (first.empty() && problem.severity == corpus::Severity::fault) first = corpus::to_text(problem);
      });
      if (!thesaurus_)
        throw std::runtime_error(fmt::format("the thesaurus of {} is damaged: {}", folder_.string(), first));
    });
    return *thesaurus_;
  }
  std::uint64_t generation() const override { return manifest_.generation; }
  const std::string& content_hash() const override { return manifest_.content_hash; }
  std::uint64_t record_count() const override { return manifest_.records; }
  std::string published_at() const override { return manifest_.published; }

  std::uint32_t row_count() const override { return columns_.rows(); }

  std::vector<std::string> ids(std::uint32_t first_row, std::uint32_t rows) const override {
    std::vector<std::string> ids;
    const std::uint32_t end = std::min(columns_.rows(), first_row + rows);
    for (std::uint32_t row = first_row; row < end; ++row) {
      if (columns_.live(row)) ids.emplace_back(columns_.id(row));
    }
    return ids;
  }

  std::optional<corpus::Record> record(std::string_view id) const override {
    return with_index([&](const indexer::IndexFiles& index) { return find(index, id); });
  }

  std::optional<std::string> stored(std::string_view id) const override {
    return with_index([&](const indexer::IndexFiles& index) -> std::optional<std::string> {
      const auto row = row_of(index, id);
      return row ? std::optional(index.data(*row)) : std::nullopt;
    });
  }

  std::vector<std::string> titles(const std::vector<std::string>& ids, std::string_view lang) const override {
    return with_index([&](const indexer::IndexFiles& index) {
      std::vector<std::string> titles;
      for (const std::string& id : ids) {
        const auto record = find(index, id);
        titles.push_back(record ? record->text_in(lang).title : std::string());
      }
      return titles;
    });
  }

  Answer search(const Request& request) const override { return search_by(bets_, request); }

  Answer search_with(const corpus::BestBet& bet, const Request& request) const override {
    const auto shares_wording = [&](const corpus::BestBet& other) { return corpus::share_wording(bet, other); };
    std::vector<corpus::BestBet> bets(bets_.all().begin(), bets_.all().end());
    std::erase_if(bets, shares_wording);
    corpus::BestBet held = bet;
    held.from = held.until = std::nullopt;
    bets.push_back(std::move(held));
    return search_by(prepared(std::move(bets)), request);
  }

  std::vector<WatchedQuery> bet_queries() const override { return bets_.queries(); }

  std::string bets_since() const override {
    const auto day = bets_.unchanged_since(corpus::today());
    return day ? corpus::to_text(*day) : std::string();
  }

  WordFilters word_filters(const Request& request) const override {
    return query::word_filters(schema_, concepts_, {fields_, languages_for(request.lang), request.lang, &concepts_},
                               request.words);
  }

  std::optional<SimilarRecords> similar(std::string_view id, std::string_view lang, std::size_t limit) const override {
    return with_index([&](const indexer::IndexFiles& index) -> std::optional<SimilarRecords> {
      const auto row = row_of(index, id);
      if (!row) return std::nullopt;
      return SimilarRecords{std::string(id), std::string(lang),
                            similar_records(with(index), value_weights(), *row, record_at(index, *row), lang, limit),
                            manifest_.generation};
    });
  }

  FacetValues facet_values(const FacetValuesRequest& request) const override {
    return named_values(schema_, value_names_, label_orders_, request, search(request.search));
  }

  TitleList title_list(const TitleListRequest& request) const override {
    return with_index([&](const indexer::IndexFiles& index) {
      TitleList list = query::title_list(with(index), title_orders_, request);
      list.generation = manifest_.generation;
      return list;
    });
  }

  Suggestions suggest(const SuggestRequest& request) const override {
    Suggestions suggestions = query::suggest(schema_, columns_, names_, languages_, request);
    suggestions.generation = manifest_.generation;
    return suggestions;
  }

  std::vector<CountryUses> concept_uses(std::string_view concept_id, std::string_view lang) const override {
    return with_index(
        [&](const indexer::IndexFiles& index) { return query::concept_uses(with(index), concept_id, lang); });
  }

  std::optional<ConceptPlaces> concept_places(std::string_view record_id, std::string_view lang) const override {
    return with_index([&](const indexer::IndexFiles& index) -> std::optional<ConceptPlaces> {
      const auto row = row_of(index, record_id);
      if (!row) return std::nullopt;
      ConceptPlaces places = query::concept_places(with(index), *row, lang);
      places.generation = manifest_.generation;
      return places;
    });
  }

  std::vector<RecordConcept> concepts_of(std::string_view record_id, std::string_view lang) const override {
    return with_index([&](const indexer::IndexFiles& index) {
      const auto row = row_of(index, record_id);
      return row ? query::concepts_of(with(index), *row, lang) : std::vector<RecordConcept>();
    });
  }

 private:
  // The folder, if its rules are ours; asked before anything in it is mapped,
  // because another format may not even have these columns.
  const fs::path& checked(const fs::path& folder) const {
    if (manifest_.fingerprint == indexer::fingerprint(schema_.fingerprint(), languages_.fingerprint())) return folder;
    throw std::runtime_error(fmt::format(
        "{} was built by another version of pramen or under other rules; build it again with `pramen index`",
        folder_.string()));
  }

  bool has(std::string_view file) const { return manifest_.files.contains(std::string(file)); }

  const std::string& hash_of(std::string_view file) const {
    static const std::string none = "none";
    const auto found = manifest_.files.find(std::string(file));
    return found == manifest_.files.end() ? none : found->second;
  }

  // The counts of all records: asked for by every visit of the start page.
  const FacetCounter& all_counts() const {
    std::call_once(counted_, [this] {
      std::vector<std::uint32_t> rows(columns_.rows()), live;
      std::iota(rows.begin(), rows.end(), 0U);
      all_.emplace(schema_, columns_, Request{});
      all_->visit(rows, live);
    });
    return *all_;
  }

  Generation with(const indexer::IndexFiles& index) const { return with(index, bets_); }
  Generation with(const indexer::IndexFiles& index, const BestBets& bets) const {
    return {schema_,  columns_,     forms_,        tokens_, concepts_,  norms_, cache_,          sets_,
            factors_, all_counts(), label_orders_, fields_, languages_, bets,   corpus::today(), index};
  }

  // Those that the generation carries; none where it has no such file.
  BestBets load_bets() const {
    const fs::path file = folder_ / indexer::schema_name / indexer::best_bets_name;
    std::vector<corpus::BestBet> bets;
    for (corpus::BestBetDraft& draft : corpus::read_best_bets(file, schema_, [&](corpus::Problem&& problem) {
           throw std::runtime_error(
               fmt::format("the best bets of {} are damaged: {}", folder_.string(), corpus::to_text(problem)));
         }))
      bets.push_back(std::move(draft.bet));
    return prepared(std::move(bets));
  }

  BestBets prepared(std::vector<corpus::BestBet> bets) const {
    return with_index([&](const indexer::IndexFiles& index) {
      return BestBets(std::move(bets), {fields_, languages_for({}), {}, nullptr},
                      [&](std::string_view id) { return row_of(index, id); });
    });
  }

  Answer search_by(const BestBets& bets, const Request& request) const {
    return with_index([&](const indexer::IndexFiles& index) {
      Answer answer = answer_to(with(index, bets), request);
      answer.card = definition_card(*this, languages_, answer);
      add_titles_for_reader(index, answer);
      answer.generation = manifest_.generation;
      return answer;
    });
  }

  // Of a question, what it asks about is searched for.
  static Answer answer_to(const Generation& generation, const Request& request) {
    const auto question = read_question(request.words);
    if (!question) return query::search(generation, request);
    Request about = request;
    about.words = question->searched;
    Answer answer = query::search(generation, about);
    answer.request.words = request.words;
    answer.understood = question->about;
    if (answer.did_you_mean) {
      std::string& text = answer.did_you_mean->text;
      text.erase(0, text.find_first_not_of(' '));
      text.erase(text.find_last_not_of(' ') + 1);
    }
    return answer;
  }

  void add_titles_for_reader(const indexer::IndexFiles& index, Answer& answer) const {
    const std::string& lang = answer.request.lang;
    for (Hit& hit : answer.hits) {
      if (lang.empty() || hit.lang == lang) continue;
      const auto title = columns_.title(*row_of(index, hit.id), lang);
      if (title.lang == lang) hit.reader_title = title.text;
    }
  }

  // In which languages each word of a query is read, the reader's first.
  std::vector<const stemmers::Language*> languages_for(std::string_view lang) const {
    std::vector<const stemmers::Language*> order;
    for (const std::string& code : schema_.languages()) {
      if (const stemmers::Language* language = languages_.find(code)) order.push_back(language);
    }
    std::ranges::stable_partition(order, [&](const auto* language) { return language->code() == lang; });
    return order;
  }

  const ValueWeights& value_weights() const {
    std::call_once(weighed_, [this] { weights_.emplace(schema_, columns_); });
    return *weights_;
  }

  std::optional<std::uint32_t> row_of(const indexer::IndexFiles& index, std::string_view id) const {
    if (!corpus::is_record_id(id)) return std::nullopt;
    // Rows that had it once stand there, too.
    for (auto at = index.postings(indexer::id_term(id)); at.row() < columns_.rows(); at.next()) {
      if (columns_.live(at.row())) return at.row();
    }
    return std::nullopt;
  }

  corpus::Record record_at(const indexer::IndexFiles& index, std::uint32_t row) const {
    return corpus::from_json(schema_, index.data(row));
  }

  std::optional<corpus::Record> find(const indexer::IndexFiles& index, std::string_view id) const {
    const auto row = row_of(index, id);
    return row ? std::optional(record_at(index, *row)) : std::nullopt;
  }

  const fs::path folder_;
  const indexer::Manifest manifest_;
  const corpus::Schema schema_;
  const stemmers::Languages languages_;
  const indexer::Columns columns_;
  const indexer::Forms forms_;
  const indexer::TokenColumn tokens_;
  const indexer::Concepts concepts_;
  const indexer::Names names_;
  mutable std::string thesaurus_text_;  // until it is asked for
  const std::vector<float> norms_;
  const PostingCache cache_;
  const ValueSets sets_;
  const std::vector<float> factors_;
  mutable HandlePool handles_;
  const LabelOrders label_orders_{schema_};
  const FieldNames fields_{schema_};
  const ValueNames value_names_{schema_};
  const TitleOrders title_orders_{schema_, columns_};
  const BestBets bets_ = load_bets();
  mutable std::once_flag thesaurus_read_;
  mutable std::optional<corpus::Thesaurus> thesaurus_;
  mutable std::once_flag counted_;
  mutable std::optional<FacetCounter> all_;
  mutable std::once_flag weighed_;
  mutable std::optional<ValueWeights> weights_;
};

}  // namespace

std::shared_ptr<const Database> Database::open(const fs::path& folder, std::size_t posting_cache_bytes) {
  // A generation may be dropped between reading the link and opening it, when
  // several are published meanwhile: then the link has moved on.
  for (int attempt = 0;; ++attempt) {
    const std::uint64_t number = indexer::published(folder);
    if (number == 0) {
      throw std::runtime_error(fmt::format("there is no database in {}; build one with `pramen index CORPUS --db {}`",
                                           folder.string(), folder.string()));
    }
    const fs::path generation = indexer::generation_folder(folder, number);
    try {
      return std::make_shared<OpenGeneration>(generation, posting_cache_bytes);
    } catch (const Xapian::Error& error) {
      if (attempt >= 3 || indexer::published(folder) == number) failed(generation, error);
    } catch (const std::runtime_error&) {
      if (attempt >= 3 || indexer::published(folder) == number) throw;
    }
  }
}

std::shared_ptr<const Database> Database::open_generation(const fs::path& folder, std::uint64_t number,
                                                          std::size_t posting_cache_bytes) {
  const fs::path generation = indexer::generation_folder(folder, number);
  if (!fs::is_directory(generation))
    throw std::runtime_error(
        fmt::format("{} has no generation {}; `pramen generations list` shows those it has", folder.string(), number));
  try {
    return std::make_shared<OpenGeneration>(generation, posting_cache_bytes);
  } catch (const Xapian::Error& error) {
    failed(generation, error);
  }
}

std::uint64_t published_generation(const fs::path& folder) { return indexer::published(folder); }

}  // namespace pramen::query
