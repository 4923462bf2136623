using System.Text.Encodings.Web;
using System.Text.Json;

namespace MailingList.Output;

/// <summary>JSON on standard output, written as it goes: a list of a million is never in memory.</summary>
internal static class Json
{
    // Addresses and names as they are; the output is not put into a web page.
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One value a line, the same bytes on every host.</summary>
    internal static readonly JsonWriterOptions Canonical = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes an array with an element an item.</summary>
    internal static void WriteArray<T>(Stream output, IEnumerable<T> items, Action<Utf8JsonWriter, T> write) =>
        Write(output, json =>
        {
            json.WriteStartArray();
            foreach (T item in items)
            {
                write(json, item);
                if (json.BytesPending > 64 * 1024)
                {
                    json.Flush();
                }
            }

            json.WriteEndArray();
        });

    /// <summary>Writes one value and ends the line.</summary>
    internal static void Write(Stream output, Action<Utf8JsonWriter> write)
    {
        using (var json = new Utf8JsonWriter(output, Options))
        {
            write(json);
        }

        output.WriteByte((byte)'\n');
    }
}
