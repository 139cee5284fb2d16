#include "corpus/digest.h"

#include <sodium.h>

namespace pramen::corpus {

std::string digest(std::string_view text, std::size_t bytes) {
  unsigned char hash[crypto_generichash_BYTES_MAX];
  crypto_generichash(hash, bytes, reinterpret_cast<const unsigned char*>(text.data()), text.size(), nullptr, 0);
  char digits[sizeof hash * 2 + 1];
  return sodium_bin2hex(digits, sizeof digits, hash, bytes);
}

}  // namespace pramen::corpus
