#include "corpus/office_package.hpp"

#include <functional>
#include <utility>

#include "corpus/error.hpp"
#include "corpus/xml_parts.hpp"

namespace bearout::corpus {
namespace {

struct Relationship {
  std::string id;
  std::string type;  ///< last word of its URI
  std::string target;
};

/// The entries of a `.rels` part.
class Relationships final : public XmlHandler {
 public:
  explicit Relationships(std::function<void(const Relationship&)> look) : look_(std::move(look)) {}

  void open(const XmlElement& element) override {
    if (element.name != "Relationship") return;
    Relationship found;
    found.id = attribute_of(element, "Id");
    found.target = attribute_of(element, "Target");
    const auto type = attribute_of(element, "Type");
    found.type = type.substr(type.rfind('/') + 1);
    look_(found);
  }
  void text(std::string_view /*text*/) override {}
  void close() override {}

 private:
  std::function<void(const Relationship&)> look_;
};

void for_each_relationship(const Archive& archive, std::string_view part,
                           const std::function<void(const Relationship&)>& look) {
  const auto slash = part.rfind('/');
  const auto folder =
      slash == std::string_view::npos ? std::string() : std::string(part.substr(0, slash + 1));
  const auto file = slash == std::string_view::npos ? part : part.substr(slash + 1);
  const auto member = archive.find(folder + "_rels/" + std::string(file) + ".rels");
  if (!member) return;
  Relationships handler(look);
  read_xml(archive.open(*member), handler);
}

/// A target as a member's name: it is relative to the folder of the part that names it, or begins with "/".
std::string member_of(const Archive& archive, std::string_view part, std::string_view target) {
  std::string path;
  if (target.starts_with('/')) {
    path = target.substr(1);
  } else {
    const auto slash = part.rfind('/');
    path = (slash == std::string_view::npos ? std::string() : std::string(part.substr(0, slash + 1)));
    path += target;
  }
  path = std::filesystem::path(path).lexically_normal().generic_string();
  return archive.find(path).value_or("");
}

}  // namespace

OfficePackage::OfficePackage(const std::filesystem::path& path) : archive_(path) {
  for_each_relationship(archive_, "", [&](const Relationship& each) {
    if (each.type == "officeDocument") main_part_ = member_of(archive_, "", each.target);
  });
  if (main_part_.empty()) {
    throw Error(path.string() + ": is no Office document (nothing in it says what it is about)");
  }
  for_each_relationship(archive_, main_part_, [&](const Relationship& each) {
    const auto member = member_of(archive_, main_part_, each.target);
    if (member.empty()) return;
    by_id_.try_emplace(each.id, member);
    by_type_.try_emplace(each.type, member);
  });
}

std::string OfficePackage::part_by_id(std::string_view id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? std::string() : found->second;
}

std::string OfficePackage::part_by_type(std::string_view type) const {
  const auto found = by_type_.find(type);
  return found == by_type_.end() ? std::string() : found->second;
}

}  // namespace bearout::corpus
