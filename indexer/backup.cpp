#include "indexer/backup.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#include <zip.h>

#include <algorithm>
#include <array>
#include <deque>
#include <fstream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>

#include "corpus/corpus_files.h"
#include "corpus/schema.h"
#include "indexer/file.h"
#include "indexer/generations.h"
#include "indexer/history.h"
#include "indexer/layout.h"
#include "indexer/whole_files.h"
#include "stemmers/language.h"

namespace pramen::indexer {
namespace fs = std::filesystem;
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view list_name = "pramen-backup.json", generation_prefix = "generation/",
                           corpus_prefix = "corpus/";
constexpr std::uint64_t most_list_bytes = std::uint64_t{256} << 20;
constexpr std::size_t most_path_bytes = 1024, piece_bytes = 1 << 20;

struct Stopped {};

struct Listed {
  std::string path;  // in the archive
  std::uint64_t bytes = 0;
  std::string hash;
  fs::path file;  // on disk, while writing
};

struct Contents {
  std::uint64_t generation = 0, records = 0;
  std::map<std::string, std::string> hashes;  // of the generation, as its manifest has them
  std::string fingerprint;
  std::vector<Listed> files;

  std::uint64_t bytes() const {
    std::uint64_t sum = 0;
    for (const Listed& one : files) sum += one.bytes;
    return sum;
  }
};

[[noreturn]] void fail(const fs::path& archive, std::string_view why) {
  throw std::runtime_error(fmt::format("{} {}", archive.string(), why));
}

void tell(const ShareProgress& progress, double share) {
  if (progress && !progress(share)) throw Stopped();
}

// --- reading ------------------------------------------------------------------

struct CloseArchive {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct CloseMember {
  void operator()(zip_file_t* member) const { zip_fclose(member); }
};

// A path inside the archive that leads nowhere else.
bool is_inside(const std::string& path) {
  if (path.empty() || path.size() > most_path_bytes || path.front() == '/') return false;
  if (path.find_first_of(std::string_view("\\\0", 2)) != std::string::npos || path.find("//") != std::string::npos)
    return false;
  const fs::path parts(path);
  return std::ranges::none_of(parts, [](const fs::path& part) { return part.empty() || part == "." || part == ".."; });
}

class Archive {
 public:
  explicit Archive(const fs::path& path) : path_(path) {
    int code = 0;
    zip_.reset(zip_open(path.c_str(), ZIP_RDONLY | ZIP_CHECKCONS, &code));
    if (zip_ != nullptr) return;
    zip_error_t error;
    zip_error_init_with_code(&error, code);
    const std::string why = zip_error_strerror(&error);
    zip_error_fini(&error);
    fail(path, fmt::format("cannot be opened as a backup: {}", why));
  }

  Contents contents() const {
    std::string text;
    read(std::string(list_name), most_list_bytes, [&](std::string_view piece) { text += piece; });
    Contents contents;
    try {
      const Json json = Json::parse(text);
      if (json.at("backup") != 1) fail(path_, "was written by a newer pramen; use that one to restore it");
      contents.generation = json.at("generation");
      contents.records = json.at("records");
      contents.fingerprint = json.at("fingerprint");
      for (const Json& file : json.at("files"))
        contents.files.push_back({file.at("path"), file.at("bytes"), file.at("hash"), {}});
    } catch (const nlohmann::json::exception&) {
      fail(path_, fmt::format("is no backup of pramen, or damaged: {} cannot be read", list_name));
    }
    for (const Listed& file : contents.files) {
      if (!is_inside(file.path)) fail(path_, fmt::format("names a file outside of itself: {}", file.path));
    }
    return contents;
  }

  // Hands on the bytes of a member that has at most so many.
  void read(const std::string& name, std::uint64_t most, const std::function<void(std::string_view)>& sink) const {
    const std::unique_ptr<zip_file_t, CloseMember> member(zip_fopen(zip_.get(), name.c_str(), 0));
    if (member == nullptr) fail(path_, fmt::format("is no backup of pramen, or damaged: it has no {}", name));
    std::string piece(piece_bytes, '\0');
    std::uint64_t done = 0;
    for (;;) {
      const zip_int64_t got = zip_fread(member.get(), piece.data(), piece.size());
      if (got < 0) fail(path_, fmt::format("is damaged: {} cannot be unpacked", name));
      if (got == 0) return;
      done += static_cast<std::uint64_t>(got);
      if (done > most) fail(path_, fmt::format("is damaged: {} is longer than its list says", name));
      sink({piece.data(), static_cast<std::size_t>(got)});
    }
  }

  // Reads a listed file whole and compares it with the list.
  void read_checked(const Listed& file, const std::function<void(std::string_view)>& sink) const {
    StreamHash hash;
    std::uint64_t bytes = 0;
    read(file.path, file.bytes, [&](std::string_view piece) {
      hash.add(piece);
      bytes += piece.size();
      sink(piece);
    });
    if (bytes != file.bytes || hash.hex() != file.hash)
      fail(path_, fmt::format("is damaged: {} is not as it was written", file.path));
  }

 private:
  const fs::path path_;
  std::unique_ptr<zip_t, CloseArchive> zip_;
};

// --- writing ------------------------------------------------------------------

void list_tree(const fs::path& folder, std::string_view prefix, bool all, std::vector<Listed>& files) {
  const auto left_out = [&](const fs::path& path) { return !all && corpus::is_left_behind(path.filename().string()); };
  for (auto entry = fs::recursive_directory_iterator(folder); entry != fs::recursive_directory_iterator(); ++entry) {
    if (left_out(entry->path())) {
      if (entry->is_directory()) entry.disable_recursion_pending();
    } else if (entry->is_regular_file() && !entry->is_symlink()) {
      files.push_back({fmt::format("{}{}", prefix, fs::relative(entry->path(), folder).generic_string()),
                       entry->file_size(),
                       {},
                       entry->path()});
    }
  }
}

Contents gather(const BackupOptions& options) {
  const std::uint64_t number = published(options.database);
  if (number == 0)
    throw std::runtime_error(fmt::format("{} has no published generation to back up", options.database.string()));
  const fs::path folder = generation_folder(options.database, number);
  const Manifest manifest = read_manifest(folder);
  Contents contents{.generation = number,
                    .records = manifest.records,
                    .hashes = manifest.files,
                    .fingerprint = manifest.fingerprint,
                    .files = {}};
  list_tree(folder, generation_prefix, true, contents.files);
  const auto add = [&](const fs::path& file, std::string name) {
    if (fs::is_regular_file(file)) contents.files.push_back({std::move(name), fs::file_size(file), {}, file});
  };
  add(history_file(options.database), history_file("").string());
  for (const BackupOptions::More& more : options.more) add(more.file, more.name);
  if (!options.corpus.empty()) {
    if (fs::is_directory(options.corpus))
      list_tree(options.corpus, corpus_prefix, false, contents.files);
    else
      add(options.corpus, fmt::format("{}{}", corpus_prefix, options.corpus.filename().string()));
  }
  std::ranges::sort(contents.files, {}, &Listed::path);
  return contents;
}

std::string list_of(const Contents& contents) {
  Json files = Json::array();
  for (const Listed& file : contents.files)
    files.push_back({{"path", file.path}, {"bytes", file.bytes}, {"hash", file.hash}});
  return Json{{"backup", 1},
              {"made", now_utc()},
              {"generation", contents.generation},
              {"records", contents.records},
              {"fingerprint", contents.fingerprint},
              {"files", std::move(files)}}
      .dump(1, '\t', false, Json::error_handler_t::replace);
}

// What libzip hears while it packs.
struct Packing {
  const ShareProgress& progress;
  bool stopped = false;
};

void pack(const fs::path& to, const Contents& contents, const ShareProgress& progress) {
  int code = 0;
  std::unique_ptr<zip_t, CloseArchive> zip(zip_open(to.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code));
  if (zip == nullptr) throw_errno("write", to);
  const auto add = [&](const std::string& name, zip_source_t* source) {
    const zip_int64_t index = source == nullptr ? -1 : zip_file_add(zip.get(), name.c_str(), source, ZIP_FL_ENC_UTF_8);
    // The quickest: an index hardly gets smaller by trying harder.
    if (index < 0 || zip_set_file_compression(zip.get(), static_cast<zip_uint64_t>(index), ZIP_CM_DEFLATE, 1) != 0)
      fail(to, fmt::format("cannot take {}: {}", name, zip_strerror(zip.get())));
  };
  const std::string list = list_of(contents);
  add(std::string(list_name), zip_source_buffer(zip.get(), list.data(), list.size(), 0));
  for (const Listed& file : contents.files)
    add(file.path, zip_source_file(zip.get(), file.file.c_str(), 0, static_cast<zip_int64_t>(file.bytes)));
  Packing packing{progress};
  zip_register_cancel_callback_with_state(
      zip.get(), [](zip_t*, void* state) { return static_cast<Packing*>(state)->stopped ? 1 : 0; }, nullptr, &packing);
  zip_register_progress_callback_with_state(
      zip.get(), 0.005,
      [](zip_t*, double share, void* state) {
        auto* one = static_cast<Packing*>(state);
        one->stopped = one->stopped || (one->progress && !one->progress(0.1 + 0.6 * share));
      },
      nullptr, &packing);
  if (zip_close(zip.get()) != 0) {
    if (packing.stopped) throw Stopped();
    fail(to, fmt::format("cannot be written: {}", zip_strerror(zip.get())));
  }
  static_cast<void>(zip.release());  // zip_close() has freed it
}

// Removes what it names unless it was kept.
class Unfinished {
 public:
  explicit Unfinished(fs::path path) : path_(std::move(path)) {}
  ~Unfinished() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  Unfinished(const Unfinished&) = delete;
  Unfinished& operator=(const Unfinished&) = delete;
  void keep() { path_.clear(); }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

// --- restoring ------------------------------------------------------------------

void unpack(const Archive& archive, const Listed& file, const fs::path& to) {
  fs::create_directories(to.parent_path());
  std::ofstream out(to, std::ios::binary | std::ios::trunc);
  archive.read_checked(
      file, [&](std::string_view piece) { out.write(piece.data(), static_cast<std::streamsize>(piece.size())); });
  out.close();
  if (!out) throw std::runtime_error(fmt::format("cannot write {}: is the disk full?", to.string()));
}

void check_corpus_place(const fs::path& corpus) {
  if (corpus.empty() || !fs::exists(corpus)) return;
  if (!fs::is_directory(corpus) || !fs::is_empty(corpus))
    throw std::runtime_error(
        fmt::format("{} is there already and not empty: name another folder for the corpus", corpus.string()));
}

void check_generation(const fs::path& archive, const fs::path& folder) {
  if (const auto damaged = WholeFiles().first_damaged(folder))
    fail(archive, fmt::format("holds a damaged generation: {} differs", *damaged));
}

// That this program can open it.
void check_rules(const fs::path& archive, const fs::path& folder) {
  const auto schema = corpus::Schema::load(folder / schema_name, [](corpus::Problem&&) {});
  if (!schema) fail(archive, "holds a damaged generation: its schema cannot be read");
  const stemmers::Languages languages(schema->languages());
  if (read_manifest(folder).fingerprint != fingerprint(schema->fingerprint(), languages.fingerprint()))
    fail(archive,
         "was made by another version of pramen, whose index this one cannot read: take the folder corpus out of the "
         "archive (any "
         "program for zip files does that) and run `pramen index` on it");
}

std::optional<std::string> after(const std::string& path, std::string_view prefix) {
  if (!path.starts_with(prefix)) return std::nullopt;
  return path.substr(prefix.size());
}

BackupReport restore(const RestoreOptions& options, const ShareProgress& progress) {
  const Archive archive(options.archive);
  const Contents contents = archive.contents();
  check_corpus_place(options.corpus);
  const WriteLock lock(options.database);
  Unfinished building(begin_generation(options.database));
  std::optional<Unfinished> corpus;
  if (!options.corpus.empty()) corpus.emplace(fs::path(options.corpus.string() + ".restoring"));
  if (corpus) fs::remove_all(corpus->path());
  // What lies beside the generations: where it was unpacked, where it goes.
  std::deque<std::pair<Unfinished, fs::path>> beside;
  std::uint64_t told = 0;  // the highest number that the archive's history speaks of
  std::uint64_t done = 0;
  for (const Listed& file : contents.files) {
    tell(progress, static_cast<double>(done) / static_cast<double>(std::max<std::uint64_t>(contents.bytes(), 1)));
    done += file.bytes;
    const bool wanted =
        file.path == history_file("").string() || std::ranges::find(options.more, file.path) != options.more.end();
    if (const auto name = after(file.path, generation_prefix)) {
      unpack(archive, file, building.path() / *name);
    } else if (const auto inner = after(file.path, corpus_prefix)) {
      if (corpus) unpack(archive, file, corpus->path() / *inner);
    } else if (wanted && !fs::exists(options.database / file.path)) {
      beside.emplace_back(options.database / (file.path + ".restoring"), options.database / file.path);
      const fs::path& unpacked = beside.back().first.path();
      unpack(archive, file, unpacked);
      if (file.path == history_file("").string()) told = newest_generation(read_history_file(unpacked));
    }
  }
  check_generation(options.archive, building.path());
  check_rules(options.archive, building.path());
  tell(progress, 1);

  const std::uint64_t number = std::max(next_generation(options.database), told + 1),
                      previous = published(options.database);
  Manifest manifest = read_manifest(building.path());
  manifest.generation = number;
  manifest.previous = previous;
  write_manifest(building.path(), manifest);
  NumberedGeneration finished(options.database, building.path(), number);
  building.keep();
  for (const auto& [from, to] : beside) {
    sync_file(from.path());
    fs::rename(from.path(), to);
  }
  if (corpus && fs::exists(corpus->path())) {
    sync_tree(corpus->path());
    fs::remove(options.corpus);  // an empty folder
    fs::rename(corpus->path(), options.corpus);
    corpus->keep();
  }
  switch_generation(options.database, number,
                    {.time = {},
                     .action = "publish",
                     .generation = number,
                     .previous = previous,
                     .who = options.who.empty() ? account_name() : options.who,
                     .why = options.why.empty() ? fmt::format("restored from {}", options.archive.filename().string())
                                                : options.why});
  finished.keep();
  return {.generation = number,
          .records = contents.records,
          .files = contents.files.size(),
          .bytes = fs::file_size(options.archive)};
}

BackupReport write(const BackupOptions& options, const ShareProgress& progress) {
  Contents contents = gather(options);
  double hashed = 0;
  for (Listed& file : contents.files) {
    tell(progress, 0.1 * hashed / static_cast<double>(contents.bytes() + 1));
    file.hash = file_hash(file.file);
    hashed += static_cast<double>(file.bytes);
  }
  for (const auto& [name, hash] : contents.hashes) {
    const auto file = std::ranges::find(contents.files, fmt::format("{}{}", generation_prefix, name), &Listed::path);
    if (file == contents.files.end() || file->hash != hash)
      throw std::runtime_error(
          fmt::format("generation {} of {} is damaged ({} differs): go back to a sound one (`pramen generations "
                      "check`, `rollback`) first",
                      contents.generation, options.database.string(), name));
  }
  Unfinished fresh(fs::path(options.archive.string() + ".writing"));
  pack(fresh.path(), contents, progress);
  // What changed while it was read shows here, and what the disk did not take.
  double read = 0;
  const Archive written(fresh.path());
  for (const Listed& file : contents.files) {
    tell(progress, 0.7 + 0.3 * read / static_cast<double>(contents.bytes() + 1));
    try {
      written.read_checked(file, [](std::string_view) {});
    } catch (const std::runtime_error&) {
      throw std::runtime_error(fmt::format(
          "{} changed while it was being backed up, or the disk is at fault; try again", file.file.string()));
    }
    read += static_cast<double>(file.bytes);
  }
  sync_file(fresh.path());
  const std::uint64_t bytes = fs::file_size(fresh.path());
  fs::rename(fresh.path(), options.archive);
  fresh.keep();
  sync_file(fs::absolute(options.archive).parent_path());
  return {
      .generation = contents.generation, .records = contents.records, .files = contents.files.size(), .bytes = bytes};
}

}  // namespace

BackupReport write_backup(const BackupOptions& options, const ShareProgress& progress) {
  try {
    return write(options, progress);
  } catch (const Stopped&) {
    return {.stopped = true};
  }
}

BackupReport restore_backup(const RestoreOptions& options, const ShareProgress& progress) {
  try {
    return restore(options, progress);
  } catch (const Stopped&) {
    return {.stopped = true};
  }
}

}  // namespace pramen::indexer
