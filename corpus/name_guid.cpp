#include "corpus/name_guid.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <new>

#include "corpus/ascii.hpp"

namespace bearout::corpus {
namespace {

// Drawn once for this program: 6d1c9a52-3f0e-5b7a-9c44-8e2f71b0a6d3.
constexpr std::array<unsigned char, 16> kSpace = {0x6d, 0x1c, 0x9a, 0x52, 0x3f, 0x0e, 0x5b, 0x7a,
                                                  0x9c, 0x44, 0x8e, 0x2f, 0x71, 0xb0, 0xa6, 0xd3};

std::string_view bare(std::string_view guid) {
  if (guid.starts_with('{') && guid.ends_with('}')) guid = guid.substr(1, guid.size() - 2);
  return guid;
}

}  // namespace

std::string name_guid(std::string_view kind, std::string_view name) {
  std::string bytes(reinterpret_cast<const char*>(kSpace.data()), kSpace.size());
  bytes.append(kind).append(1, '\0').append(name);
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, EVP_sha1(), nullptr) != 1)
    throw std::bad_alloc();
  digest[6] = static_cast<unsigned char>((digest[6] & 0x0FU) | 0x50U);  // version 5
  digest[8] = static_cast<unsigned char>((digest[8] & 0x3FU) | 0x80U);  // variant of RFC 4122
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string guid;
  for (std::size_t i = 0; i < 16; ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) guid += '-';
    guid += kDigits[digest[i] >> 4U];
    guid += kDigits[digest[i] & 15U];
  }
  return guid;
}

bool same_guid(std::string_view a, std::string_view b) {
  return std::ranges::equal(bare(a), bare(b),
                            [](char x, char y) { return ascii_lower(x) == ascii_lower(y); });
}

}  // namespace bearout::corpus
