#include <algorithm>

#include "sync/trust/json_fields.hpp"
#include "sync/trust/limits.hpp"
#include "sync/trust/metadata.hpp"

/// Signatures of a file that exists: several hands sign one after the other, each on a machine of its own.
namespace bildungskiosk::trust {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

struct Document {
  JsonArray signatures;
  JsonValue payload;
  std::string message;
};

Result<Document> read_document(base::ByteView file) {
  BILDUNGSKIOSK_TRY(JsonValue value, parse_json(base::as_text(file)));
  BILDUNGSKIOSK_TRY(JsonFields fields, JsonFields::of(std::move(value), "the file"));
  Document document;
  BILDUNGSKIOSK_TRY(document.signatures, fields.take_array("signatures"));
  BILDUNGSKIOSK_TRY(JsonObject payload, fields.take_object("signed"));
  document.payload = JsonValue(std::move(payload));
  document.message = to_canonical_json(document.payload);
  return document;
}

const std::string* string_of(const JsonValue& signature, std::string_view name) {
  const JsonObject* object = signature.as_object();
  const JsonValue* member = object == nullptr ? nullptr : find_member(*object, name);
  return member == nullptr ? nullptr : member->as_string();
}

enum class Present { kReplaced, kKept };

void put(JsonArray& signatures, const std::string& key_id, const std::string& sig, Present present) {
  const auto place = std::find_if(signatures.begin(), signatures.end(), [&](const JsonValue& signature) {
    const std::string* id = string_of(signature, "keyid");
    return id != nullptr && *id == key_id;
  });
  JsonValue added(JsonObject{{"keyid", key_id}, {"sig", sig}});
  if (place == signatures.end()) {
    signatures.push_back(std::move(added));
    return;
  }
  const std::string* there = string_of(*place, "sig");
  if (present == Present::kReplaced || there == nullptr || there->empty()) *place = std::move(added);
}

Result<std::string> write_document(Document document) {
  if (document.signatures.size() > kSignaturesMax) {
    return Error{ErrorCode::kTooLarge, "more than " + std::to_string(kSignaturesMax) + " signatures"};
  }
  return to_json_text(
      JsonObject{{"signatures", std::move(document.signatures)}, {"signed", std::move(document.payload)}});
}

}  // namespace

Result<std::string> add_signatures(base::ByteView file, std::span<const Signer> signers) {
  BILDUNGSKIOSK_TRY(Document document, read_document(file));
  for (const Signer& signer : signers) {
    BILDUNGSKIOSK_TRY(const base::Bytes signature, signer.key->sign(base::as_bytes(document.message)));
    put(document.signatures, signer.key_id, base::to_hex(signature), Present::kReplaced);
  }
  return write_document(std::move(document));
}

Result<std::string> merge_signatures(base::ByteView file, base::ByteView other) {
  BILDUNGSKIOSK_TRY(Document document, read_document(file));
  BILDUNGSKIOSK_TRY(const Document signed_elsewhere, read_document(other));
  if (document.message != signed_elsewhere.message) {
    return Error{ErrorCode::kSameVersionOtherContent, "the two files don't say the same"};
  }
  for (const JsonValue& signature : signed_elsewhere.signatures) {
    const std::string* key_id = string_of(signature, "keyid");
    const std::string* sig = string_of(signature, "sig");
    if (key_id == nullptr || sig == nullptr) return Error{ErrorCode::kMalformedMetadata, "a signature without its id"};
    if (!sig->empty()) put(document.signatures, *key_id, *sig, Present::kKept);
  }
  return write_document(std::move(document));
}

}  // namespace bildungskiosk::trust
