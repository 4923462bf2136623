using MailingList.Core.Addressing;
using MailingList.Core.Lists;
using MailingList.Core.Records;
using MailingList.Core.Subscriptions;

namespace MailingList.Store;

/// <summary>Who wants to be subscribed where owners decide.</summary>
/// <param name="database">The database.</param>
/// <param name="sharing">Whether other hosts are to be told.</param>
public sealed class ApplicationTable(Database database, bool sharing)
{
    private readonly LocalRecords _records = new(database, RecordKind.Application, sharing);

    /// <summary>The last application of an address; null: there is none.</summary>
    public Application? Find(ListSnapshot list, EmailAddress address) =>
        _records.Find(list.Id, address.Key) is { IsDeleted: false } record ? Read(record) : null;

    /// <summary>Notes that somebody applies now, in the place of an earlier application.</summary>
    public Application Apply(ListSnapshot list, EmailAddress address, DeliveryMode? delivery)
    {
        Record? before = _records.Find(list.Id, address.Key);
        Stamp life = _records.Begin(list.Id, address.Key, before, [address.Text, delivery is { } mode ? Words.Of(mode) : null, Words.Of(ApplicationDecision.Waiting), null]);
        return new Application(address, delivery, ApplicationDecision.Waiting, null, life);
    }

    /// <summary>Notes what was decided; nothing where something was before, or where they have applied anew.</summary>
    public void Decide(ListSnapshot list, Application application, ApplicationDecision decision, EmailAddress? by)
    {
        if (_records.Find(list.Id, application.Address.Key) is { IsDeleted: false } record
            && record.Life == application.Life && Read(record).Decision == ApplicationDecision.Waiting)
        {
            _records.Alter(list.Id, record, [record.Fields[0], record.Fields[1], Words.Of(decision), by?.Text]);
        }
    }

    private static Application Read(Record record)
    {
        // A word that this version does not know (a later one wrote it) counts as the default.
        DeliveryMode? delivery = Words.TryParse(record.Fields[1], out DeliveryMode mode) ? mode : null;
        _ = Words.TryParse(record.Fields[2], out ApplicationDecision decision);
        EmailAddress? by = record.Fields[3] is { } owner ? EmailAddress.Parse(owner) : null;
        return new Application(EmailAddress.Parse(record.Fields[0]!), delivery, decision, by, record.Life);
    }
}
