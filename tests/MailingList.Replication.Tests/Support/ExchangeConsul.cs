using MailingList.Replication.Tests.Consul.Support;

namespace MailingList.Replication.Tests.Support;

/// <summary>Tests of exchanges share a server of their own: what the client's tests do to theirs does not slow them.</summary>
[CollectionDefinition(Name)]
public sealed class ExchangeConsul : ICollectionFixture<SharedConsul>
{
    internal const string Name = "a Consul for exchanges";
}
