#include "tests/cli/program.hpp"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <stdexcept>

namespace bearout::tests {

namespace {

int code_of(int status) {
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

std::string content(std::FILE* file) {
  std::string text;
  std::rewind(file);
  std::array<char, 65536> piece{};
  while (const std::size_t count = std::fread(piece.data(), 1, piece.size(), file))
    text.append(piece.data(), count);
  return text;
}

}  // namespace

Program::Program(const std::vector<std::string>& arguments, std::string_view input,
                 const std::vector<std::string>& environment)
    : in_(std::tmpfile()), out_(std::tmpfile()), err_(std::tmpfile()) {
  if (!in_ || !out_ || !err_) throw std::runtime_error("no temporary file");
  if (!input.empty()) std::fwrite(input.data(), 1, input.size(), in_.get());
  std::rewind(in_.get());

  std::vector<std::string> texts{BEAROUT_PROGRAM};
  texts.insert(texts.end(), arguments.begin(), arguments.end());
  std::vector<std::string> variables = environment;
  for (char** variable = environ; *variable != nullptr; ++variable) variables.emplace_back(*variable);
  std::vector<char*> argv = pointers_to(texts);
  std::vector<char*> envp = pointers_to(variables);

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ::fileno(in_.get()), STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, ::fileno(out_.get()), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, ::fileno(err_.get()), STDERR_FILENO);
  const int error = ::posix_spawn(&process_, BEAROUT_PROGRAM, &actions, nullptr, argv.data(), envp.data());
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) throw std::runtime_error("can't start " BEAROUT_PROGRAM);
  running_ = true;
}

Program::~Program() {
  kill();
}

bool Program::is_running() {
  int status = 0;
  if (running_ && ::waitpid(process_, &status, WNOHANG) == process_) {
    running_ = false;
    code_ = code_of(status);
  }
  return running_;
}

void Program::kill() {
  if (!is_running()) return;
  ::kill(process_, SIGKILL);
  int status = 0;
  ::waitpid(process_, &status, 0);
  running_ = false;
  code_ = code_of(status);
}

void Program::send(int signal) {
  if (is_running()) ::kill(process_, signal);
}

Finished Program::wait() {
  int status = 0;
  if (running_ && ::waitpid(process_, &status, 0) == process_) code_ = code_of(status);
  running_ = false;
  return {code_, content(out_.get()), content(err_.get())};
}

std::string program_path() {
  return BEAROUT_PROGRAM;
}

Finished run_program(const std::vector<std::string>& arguments, std::string_view input,
                     const std::vector<std::string>& environment) {
  return Program(arguments, input, environment).wait();
}

}  // namespace bearout::tests
