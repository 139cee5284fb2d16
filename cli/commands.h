// The doors of the program, one function each. stdout carries the answer,
// stderr the talk. Each returns the exit code; a machine that fails throws.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace pramen::stemmers {
class Language;
class Languages;
}  // namespace pramen::stemmers

namespace pramen::cli {

enum Exit : int { done = 0, input_has_faults = 1, wrong_usage = 2, machine_failed = 3, interrupted = 130 };

struct CheckOptions {
  std::filesystem::path corpus;
  std::string lang;  // of the messages; empty: that of the locale
  bool json = false;
  bool progress_lines = false;  // progress as JSON lines on stderr (progress.h)
};
int check(const CheckOptions& options);

struct ThesaurusOptions {
  std::filesystem::path file;
  std::string to;     // of convert: turtle, jsonld, rdfxml, jsonl
  std::string lang;   // of the messages; empty: that of the locale
  bool json = false;  // of check
};
int convert_thesaurus(const ThesaurusOptions& options);
int check_thesaurus(const ThesaurusOptions& options);

struct ReportOptions {
  std::filesystem::path corpus;
  std::string lang;        // of what is said of faults; empty: English, as the headings
  std::size_t limit = 10;  // lines of each list; 0: all
  unsigned jobs = 0;
  bool json = false;
  bool progress_lines = false;
  bool links = false;                      // ask the web addresses that the corpus names
  bool links_offline = false;              // say what is known of them, ask nothing
  std::vector<std::string> links_private;  // hosts that are asked though they lie in a private network
  std::filesystem::path links_cache;       // empty: links.jsonl in the cache folder of the account
  double links_pause_s = 1, links_timeout_s = 10;
  std::size_t links_hosts = 8;  // at once
  int links_days = 7;           // so long it is believed that a page is there
};
int report(const ReportOptions& options);

struct StampOptions {
  std::vector<std::filesystem::path> files;
};
int stamp(const StampOptions& options);

struct ImportOptions {
  std::filesystem::path file;  // .docx or .html
  std::string id, kind = "case_study";
  std::string lang;  // empty: as the text looks
};
int import_document(const ImportOptions& options);

struct IndexOptions {
  std::filesystem::path corpus, database;
  std::vector<std::filesystem::path> thesauri;
  unsigned jobs = 0;
  bool full = false, skip_invalid = false, json = false;
  bool progress_lines = false;
  std::string lang;               // of the messages; empty: that of the locale
  std::size_t keep = 3;           // generations
  std::string who, why;           // for the history; empty `who`: the account
  bool preview = false;           // build, compare with what is published, publish nothing
  bool strict = false;            // of a preview: a search that got worse is a fault
  std::filesystem::path queries;  // that a preview watches; empty: queries.jsonl of the corpus folder
  std::size_t limit = 20;         // lines of each list of a preview; 0: all
};
int index(const IndexOptions& options);

// Indexes, and again whenever a file of the corpus has changed, until it is interrupted.
struct WatchOptions {
  IndexOptions index;
  double every_s = 2;  // between two looks; as long must a changed file be left alone
};
int watch(const WatchOptions& options);

struct SearchOptions {
  std::string words, lang, sort, match;
  std::optional<std::string> facets;  // empty text: count none
  std::vector<std::string> filters;
  std::string limit, offset;
  std::filesystem::path database;
  bool json = false;
  bool enquire = false;      // Xapian's matcher in place of the scoring loop
  bool no_concepts = false;  // words only
  bool scores = false;       // hits with the numbers behind their scores
  bool explain = false;      // print how the query is understood in place of hits
};
int search(const SearchOptions& options);

struct SimilarOptions {
  std::string id, lang, limit;
  std::filesystem::path database;
  bool json = false;
};
int similar(const SimilarOptions& options);

struct CompareOptions {
  std::string subject, lang;
  std::vector<std::string> countries, ids;
  std::filesystem::path database;
  bool narrower = false, json = false, csv = false;
};
int compare(const CompareOptions& options);

struct FacetsOptions {
  std::string facet, text, words, lang, match, sort, limit;
  std::vector<std::string> filters;
  std::filesystem::path database;
  bool json = false;
};
int facets(const FacetsOptions& options);

struct SuggestOptions {
  std::string text, lang;
  std::filesystem::path database;
  bool json = false;
};
int suggest(const SuggestOptions& options);

struct BatchOptions {
  std::filesystem::path queries, database;
  std::size_t limit = 10;
  std::vector<std::string> without;  // names of tiers
  bool enquire = false;              // Xapian's matcher in place of the scoring loop
};
int batch(const BatchOptions& options);

struct AnalyseOptions {
  std::string text, lang;
  bool query = false, json = false;
};
int analyse(const AnalyseOptions& options);

struct StemOptions {
  std::string lang;
  bool folded = false;
};
int stem(const StemOptions& options);
// nullptr: there is none; stderr says which there are.
const stemmers::Language* find_language(const stemmers::Languages& languages, const std::string& code);

struct ServeOptions {
  std::filesystem::path database, corpus, config;
  std::string listen;  // empty: from the settings
  bool verbose = false;
};
int serve(const ServeOptions& options);

struct BackupOptions {
  std::filesystem::path database, archive, corpus;
  std::string why;  // of a restore
  bool json = false;
};
int backup(const BackupOptions& options);
int restore(const BackupOptions& options);

struct GenerationsOptions {
  std::string action;                  // list, show, check, diff, publish, rollback, pin, unpin, log
  std::vector<std::uint64_t> numbers;  // one; of diff up to two
  std::filesystem::path database;
  std::string why;
  std::filesystem::path queries;  // that a diff watches
  std::size_t limit = 20;         // lines of each list of a diff; 0: all
  bool json = false, strict = false;
};
int generations(const GenerationsOptions& options);

struct KeysOptions {
  std::filesystem::path database;
  std::string name, id;
  std::vector<std::string> scopes;
  int expires_days = 0;  // 0: never
  bool json = false;
};
struct QueriesOptions {
  std::filesystem::path database;
  std::string lang, order = "searches";
  std::int64_t days = 30, limit = 100;
  bool json = false, csv = false, lines = false;
};
int queries(const QueriesOptions& options);

int create_key(const KeysOptions& options);
int list_keys(const KeysOptions& options);
int revoke_key(const KeysOptions& options);

// Accounts of the editors' page.
struct EditorsOptions {
  std::filesystem::path database;
  std::string name;
  std::vector<std::string> scopes = {"records", "publish"};
  bool password_stdin = false;  // else asked for on the terminal
  bool json = false;
};
int add_editor(const EditorsOptions& options);
int list_editors(const EditorsOptions& options);
int remove_editor(const EditorsOptions& options);
int set_editor_password(const EditorsOptions& options);

}  // namespace pramen::cli
