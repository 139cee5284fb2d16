// The ids of a corpus, in 16 bytes each: 96 bits of a hash (two of a million ids
// meet once in 10^16 corpora) and the file it stands in. And the relations whose
// target has not been seen yet.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/places.h"

namespace pramen::corpus {

class KnownIds {
 public:
  // False if it is there already; *first_file is then the file of the first.
  bool add(std::string_view id, std::uint32_t file, std::uint32_t* first_file);
  bool contains(std::string_view id) const { return find(key_of(id)).file != 0; }

 private:
  friend class PendingRelations;
  struct Key {
    std::array<std::uint32_t, 3> bits;
    bool operator==(const Key&) const = default;
  };
  struct Row {
    Key key{};
    std::uint32_t file = 0;  // number + 1; 0: free
  };
  static Key key_of(std::string_view id);
  const Row& find(const Key& key) const;
  std::size_t slot_of(const Key& key) const;
  void grow();

  std::vector<Row> rows_ = std::vector<Row>(1024);
  std::size_t used_ = 0;
};

class PendingRelations {
 public:
  struct Relation {
    std::string_view source, target;
    std::uint32_t file;
    Place at;
    bool handed_out;  // its record was given to the visitor
  };

  void add(const Relation& relation, const KnownIds& ids);

  template <typename Visit>
  void for_each_dangling(const KnownIds& ids, Visit visit) const {
    for (const auto& row : rows_) {
      if (ids.find(row.target).file == 0) visit(unpack(row));
    }
  }

 private:
  struct Row {
    KnownIds::Key target;
    std::uint32_t file, line, column;
    std::uint64_t names : 63, handed_out : 1;  // names: offset of "source\0target\0"
  };
  Relation unpack(const Row& row) const;
  void drop_resolved(const KnownIds& ids);

  std::vector<Row> rows_;
  std::string names_;
  std::size_t drop_at_ = 4096;
};

}  // namespace pramen::corpus
