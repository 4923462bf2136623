using MailingList.Replication.Exchange;

namespace MailingList.Replication.Tests.Support;

/// <summary>Keeps what an admin would be told.</summary>
internal sealed class RecordingLog : IExchangeLog
{
    internal List<string> Informations { get; } = [];

    internal List<string> Warnings { get; } = [];

    public void Information(string text) => Informations.Add(text);

    public void Warning(string text) => Warnings.Add(text);
}
