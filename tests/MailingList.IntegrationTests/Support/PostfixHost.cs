using System.Text;

using Xunit;

namespace MailingList.IntegrationTests.Support;

/// <summary>The host with Postfix.</summary>
[CollectionDefinition(Name)]
public sealed class PostfixHost : MailHost, ICollectionFixture<PostfixHost>
{
    /// <summary>The name of the collection of all tests with Postfix.</summary>
    public const string Name = "Postfix";

    internal override IReadOnlyList<string> OddSenders { get; } =
        ["\"q r\"@x.example", "a%b!c+d@x.example", "UPPER@X.example", $"{new string('l', 64)}@x.example", "author@[192.0.2.1]"];

    internal override string NoSuchMailbox => "550 5.1.1 ";

    // It refuses a hyphen in front itself (allow_min_user = no). What is not ASCII goes out as it is, and the sink shows a question mark for each byte.
    internal override string? AtTheSink(string recipient) => recipient[0] == '-' || recipient.StartsWith("\"-", StringComparison.Ordinal)
        ? null
        : string.Concat(Encoding.UTF8.GetBytes(recipient).Select(b => b < 128 ? (char)b : '?'));

    internal override Mta Start(Sandbox sandbox, MtaNeeds needs) => new Postfix(sandbox, needs);
}
