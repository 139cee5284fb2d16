#include "stemmers/train/table_writer.h"

#include <zstd.h>

#include <cstring>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <span>
#include <stdexcept>

#include "stemmers/table.h"

namespace pramen::stemmers::train {

namespace {

// One frame with a checksum; the same bytes from the same version of the library.
std::string compressed(const std::string& body) {
  constexpr int level = 19;
  const std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context(ZSTD_createCCtx(), ZSTD_freeCCtx);
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, level);
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1);
  std::string out(ZSTD_compressBound(body.size()), '\0');
  const std::size_t size = ZSTD_compress2(context.get(), out.data(), out.size(), body.data(), body.size());
  if (ZSTD_isError(size) != 0U) throw std::runtime_error(std::string("Zstandard: ") + ZSTD_getErrorName(size));
  out.resize(size);
  return out;
}

}  // namespace

void write_table(const std::filesystem::path& file, nlohmann::ordered_json about,
                 const std::vector<Section>& sections) {
  std::string body;
  auto places = nlohmann::ordered_json::object();
  for (const auto& [name, words] : sections) {
    if (words.empty()) continue;
    const std::size_t bytes = words.size() * sizeof(std::uint32_t);
    places[name] = {{"offset", body.size()}, {"bytes", bytes}};
    body.append(reinterpret_cast<const char*>(words.data()), bytes);
    body.resize((body.size() + 7) / 8 * 8);
  }
  about["hash"] = table_hash(std::as_bytes(std::span(body)));
  about["bytes"] = body.size();
  about["sections"] = places;
  const std::string header = about.dump(1, ' ') + "\n";
  const auto header_bytes = static_cast<std::uint32_t>(header.size());
  std::string head(table_magic);
  head.append(reinterpret_cast<const char*>(&header_bytes), sizeof header_bytes);
  head += header;
  body = compressed(body);

  const std::filesystem::path unfinished = file.string() + ".unfinished";
  std::ofstream out(unfinished, std::ios::binary | std::ios::trunc);
  out << head << body;
  out.close();
  if (!out) throw std::runtime_error(unfinished.string() + ": cannot be written");
  std::filesystem::rename(unfinished, file);
}

}  // namespace pramen::stemmers::train
