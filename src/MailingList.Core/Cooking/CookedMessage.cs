using MailingList.Core.Arrival;

namespace MailingList.Core.Cooking;

/// <summary>A message as it goes out: a finished header block, and the body as it came.</summary>
/// <param name="header">The header block with its empty line.</param>
/// <param name="raw">Where the body lies.</param>
public sealed class CookedMessage(CookedHeader header, RawMessage raw)
{
    /// <summary>Writes all of it.</summary>
    public void WriteTo(Stream target)
    {
        target.Write(header.ToBytes());
        raw.CopyBodyTo(target);
    }
}
