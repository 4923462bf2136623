using System.Globalization;
using System.Text;

using Xunit;

namespace MailingList.IntegrationTests.Support;

/// <summary>The host with Exim.</summary>
[CollectionDefinition(Name)]
public sealed class EximHost : MailHost, ICollectionFixture<EximHost>
{
    /// <summary>The name of the collection of all tests with Exim.</summary>
    public const string Name = "Exim";

    // Domain literals it takes from nobody (allow_domain_literals).
    internal override IReadOnlyList<string> OddSenders { get; } =
        ["\"q r\"@x.example", "a%b!c+d@x.example", "UPPER@X.example", $"{new string('l', 64)}@x.example"];

    internal override string NoSuchMailbox => "550 Unrouteable address";

    // Where the next host has no SMTPUTF8, it writes each half that is not ASCII as names of domains are written (4.96).
    internal override string AtTheSink(string recipient) => Ascii.IsValid(recipient) ? recipient : string.Join('@', recipient.Split('@').Select(half => new IdnMapping().GetAscii(half)));

    internal override Mta Start(Sandbox sandbox, MtaNeeds needs) => new Exim(sandbox, needs, needs.Mailboxes is null ? null : ["--shared"]);
}
