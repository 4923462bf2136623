using MailingList.Core.Admission;
using MailingList.Core.Failures;
using MailingList.Mta.Lookups;

namespace MailingList.Mta.Tests.Lookups;

/// <summary>Lists that know one address, and can be out of order.</summary>
internal sealed class FakeLookup : ILookup
{
    internal const string Known = "dev@lists.example.org";

    /// <summary>What was asked, in its order.</summary>
    internal List<string> Asked { get; } = [];

    /// <summary>What goes wrong; null: nothing.</summary>
    internal Failure? Trouble { get; set; }

    public string? Find(string map, string key)
    {
        Asked.Add($"{map}/{key}");
        if (Trouble is not null)
        {
            throw Trouble;
        }

        return map == ILookup.Lists ? (key == Known ? "mailinglist:" : null) : throw Failure.Usage($"there is no map '{map}'");
    }

    public string? Refuse(string sender, string recipient)
    {
        Asked.Add($"{sender}>{recipient}");
        if (Trouble is not null)
        {
            throw Trouble;
        }

        return recipient == Known ? null : "5.1.1 there is no such list";
    }

    /// <summary>What becomes of messages.</summary>
    internal Conclusion Concluded { get; set; } = Conclusion.Taken;

    /// <summary>The message that was asked about last.</summary>
    internal ArrivingMessage? Message { get; private set; }

    public Conclusion Judge(ArrivingMessage message)
    {
        Message = message;
        return Trouble is null ? Concluded : throw Trouble;
    }
}
