using System.Buffers;
using System.Buffers.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MailingList.Replication.Consul;

/// <summary>A transaction as Consul reads it.</summary>
internal static class TransactionJson
{
    // {"KV":{"Verb":"check-not-exists","Key":"","Value":"","Flags":18446744073709551615,"Index":18446744073709551615}}, with its comma.
    private const int MostOfTheRest = 116;

    // No browser reads it: only quotes, backslashes and control characters need escaping.
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    internal static void Write(IBufferWriter<byte> output, IReadOnlyList<KeyOperation> operations, Func<string, string> absolute)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = Encoder });
        json.WriteStartArray();
        foreach (KeyOperation operation in operations)
        {
            json.WriteStartObject();
            json.WriteStartObject("KV");
            Write(json, operation, absolute(operation.Key));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    internal static int MostBytes(KeyOperation operation, string key)
    {
        int value = operation switch
        {
            KeyOperation.Set set => set.Value.Length,
            KeyOperation.CheckAndSet set => set.Value.Length,
            _ => 0,
        };
        return MostOfTheRest + JsonEncodedText.Encode(key, Encoder).EncodedUtf8Bytes.Length + Base64.GetMaxEncodedToUtf8Length(value);
    }

    private static void Write(Utf8JsonWriter json, KeyOperation operation, string key)
    {
        json.WriteString("Verb", operation switch
        {
            KeyOperation.Set => "set",
            KeyOperation.CheckAndSet => "cas",
            KeyOperation.Delete => "delete",
            KeyOperation.CheckAndDelete => "delete-cas",
            KeyOperation.CheckIndex => "check-index",
            _ => "check-not-exists",
        });
        json.WriteString("Key", key);
        switch (operation)
        {
            case KeyOperation.Set set:
                json.WriteBase64String("Value", set.Value.Span);
                json.WriteNumber("Flags", set.Flags);
                break;
            case KeyOperation.CheckAndSet set:
                json.WriteBase64String("Value", set.Value.Span);
                json.WriteNumber("Flags", set.Flags);
                json.WriteNumber("Index", set.Index);
                break;
            case KeyOperation.CheckAndDelete delete:
                json.WriteNumber("Index", delete.Index);
                break;
            case KeyOperation.CheckIndex check:
                json.WriteNumber("Index", check.Index);
                break;
        }
    }
}
