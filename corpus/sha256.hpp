#pragma once

#include <memory>
#include <string>
#include <string_view>

struct evp_md_ctx_st;  // OpenSSL's EVP_MD_CTX

namespace bearout::corpus {

/// SHA-256 (FIPS 180-4) of bytes that come in pieces. Every function throws if OpenSSL can't.
class Sha256 {
 public:
  Sha256();

  void update(std::string_view bytes);
  /// 64 hexadecimal digits. To be called once, after the last update().
  [[nodiscard]] std::string finish();

 private:
  struct Free {
    void operator()(evp_md_ctx_st* context) const;
  };
  std::unique_ptr<evp_md_ctx_st, Free> context_;
};

}  // namespace bearout::corpus
