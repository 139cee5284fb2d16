#include "corpus/units.h"

#include <xxhash.h>

namespace pramen::corpus {
namespace {

UnitHash of(const XXH128_hash_t& hash) { return {hash.low64, hash.high64}; }

}  // namespace

UnitHash unit_hash(std::string_view bytes, char form) {
  return of(XXH3_128bits_withSeed(bytes.data(), bytes.size(), static_cast<unsigned char>(form)));
}

struct UnitHasher::State {
  std::unique_ptr<XXH3_state_t, XXH_errorcode (*)(XXH3_state_t*)> hash{XXH3_createState(), XXH3_freeState};
};

UnitHasher::UnitHasher(char form) : state_(new State) {
  XXH3_128bits_reset_withSeed(state_->hash.get(), static_cast<unsigned char>(form));
}

UnitHasher::~UnitHasher() = default;

void UnitHasher::add(std::string_view text) {
  const std::uint64_t size = text.size();
  XXH3_128bits_update(state_->hash.get(), &size, sizeof size);
  XXH3_128bits_update(state_->hash.get(), text.data(), text.size());
}

void UnitHasher::add(const UnitHash& part) {
  XXH3_128bits_update(state_->hash.get(), &part.low, sizeof part.low);
  XXH3_128bits_update(state_->hash.get(), &part.high, sizeof part.high);
}

UnitHash UnitHasher::hash() const { return of(XXH3_128bits_digest(state_->hash.get())); }

}  // namespace pramen::corpus
