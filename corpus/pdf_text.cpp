#include "corpus/pdf_text.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <vector>

#include "corpus/ascii.hpp"
#include "corpus/error.hpp"
#include "corpus/hard_wrap.hpp"
#include "corpus/record_fields.hpp"
#include "corpus/utf8_repair.hpp"

namespace bearout::corpus {
namespace {

constexpr std::size_t kLargestText = std::size_t{256} << 20;
constexpr std::chrono::seconds kLongestWait{120};
constexpr int kNotFound = 127;  // what a child that can't be started exits with

/// `pdftotext FILE -`, its standard output in a pipe.
class PdfToText {
 public:
  explicit PdfToText(const std::string& file) : file_(file) {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw Error(file_ + ": no pipe to pdftotext can be made");
    out_ = ends[0];
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    // A name that begins with "-" must not be taken for an option.
    std::string path = std::filesystem::path(file).is_absolute() ? file : "./" + file;
    std::array<std::string, 6> words = {"pdftotext", "-q", "-enc", "UTF-8", path, "-"};
    std::array<char*, 7> arguments{};
    for (std::size_t i = 0; i < words.size(); ++i) arguments[i] = words[i].data();
    // Ctrl-C ends it, whatever this program does with signals.
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    const int error =
        ::posix_spawnp(&process_, "pdftotext", &actions, &attributes, arguments.data(), environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    ::close(ends[1]);
    if (error == 0) return;
    process_ = -1;
    ::close(out_);
    throw_missing();
  }
  PdfToText(const PdfToText&) = delete;
  PdfToText& operator=(const PdfToText&) = delete;
  ~PdfToText() {
    ::close(out_);
    if (process_ > 0) {
      ::kill(process_, SIGKILL);
      (void)wait();
    }
  }

  std::string read() {
    std::string text;
    std::array<char, std::size_t{1} << 16> piece;
    const auto deadline = std::chrono::steady_clock::now() + kLongestWait;
    for (;;) {
      const auto left =
          std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
      pollfd waiting{out_, POLLIN, 0};
      if (left.count() <= 0 || ::poll(&waiting, 1, static_cast<int>(left.count())) == 0) {
        throw Error(file_ + ": pdftotext takes more than two minutes; save the text by hand");
      }
      const auto count = ::read(out_, piece.data(), piece.size());
      if (count < 0 && errno == EINTR) continue;
      if (count <= 0) break;
      text.append(piece.data(), static_cast<std::size_t>(count));
      if (text.size() > kLargestText) throw Error(file_ + ": holds more than 256 MB of text; split it");
    }
    const int code = wait();
    if (code == kNotFound) throw_missing();
    if (code != 0)
      throw Error(file_ + ": pdftotext can't read it; is it damaged or protected by a password?");
    return text;
  }

 private:
  [[noreturn]] void throw_missing() const {
    throw Error(file_ + ": reading a PDF needs the program pdftotext; install it (poppler-utils)");
  }

  int wait() {
    int status = 0;
    while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) {
    }
    process_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
  }

  std::string file_;
  int out_ = -1;
  pid_t process_ = -1;
};

bool is_page_number(std::string_view line) {
  line = trimmed(line);
  return !line.empty() && line.size() <= 4 && line.find_first_not_of("0123456789") == std::string_view::npos;
}

bool ends_divided(std::string_view line) {
  return line.size() > 2 && line.back() == '-' && is_ascii_letter(line[line.size() - 2]);
}

bool is_lower_ascii(char c) {
  return c >= 'a' && c <= 'z';
}

}  // namespace

std::string pdf_to_text(const std::filesystem::path& path) {
  return text_of_pages(repair_utf8(PdfToText(path.string()).read()));
}

std::string text_of_pages(std::string_view pages) {
  std::string text;
  while (!pages.empty()) {
    const auto size = std::min(pages.find_first_of("\n\f"), pages.size());
    const auto line = pages.substr(0, size);
    const char end = size < pages.size() ? pages[size] : '\n';
    pages.remove_prefix(std::min(size + 1, pages.size()));
    const bool next_is_end = pages.empty() || pages.front() == '\f' || pages.front() == '\n';
    if (is_page_number(line) && next_is_end) continue;
    if (ends_divided(line) && end == '\n' && !pages.empty() && is_lower_ascii(pages.front())) {
      text += line.substr(0, line.size() - 1);
      continue;
    }
    text.append(line).push_back('\n');
  }
  const auto begin = text.find_first_not_of(" \n");
  if (begin == std::string::npos) return {};
  const auto last = text.find_last_not_of(" \n");
  return unwrapped(std::string_view(text).substr(begin, last - begin + 1));
}

}  // namespace bearout::corpus
