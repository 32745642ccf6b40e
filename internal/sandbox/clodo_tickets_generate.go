package sandbox

import "time"

// addTickets makes up tickets for an account that servers were made up for: one
// with a paid work that waits for an answer, one with a file, one that is
// hostile.
func (w *clodoWorld) addTickets(now time.Time) {
	ago := func(d time.Duration) time.Time { return now.Add(-d).Truncate(time.Second) }
	said := func(text string, d time.Duration, fresh bool) clodoEvent {
		return clodoEvent{id: w.shared.newEvent(), at: ago(d), user: clodoOperatorID, name: clodoOperator, text: text, fresh: fresh}
	}
	mine := func(text string, d time.Duration) clodoEvent {
		return clodoEvent{id: w.shared.newEvent(), at: ago(d), user: w.user, name: "Пётр Петров", text: text, mine: true}
	}
	file := mine("install.log", 25*time.Hour)
	file.file = true
	agreed := said("Перенос сайта и базы на диск 10 ГБ, проверка после запуска.", 24*time.Hour, false)
	agreed.hours, agreed.cost, agreed.accepted, agreed.actions = 4, 3400, 1, "Перенесено, проверено."
	offered := said("Доустановить ISPmanager 4, перенести лицензию на другой адрес, настроить резервное копирование.", 20*time.Minute, true)
	offered.hours, offered.cost = 2, 1700
	w.tickets = append(w.tickets, &clodoTicket{
		id: w.shared.newTicket(), subject: "Не открывается ISPmanager после переустановки", section: "2", opened: ago(26 * time.Hour),
		text: "Добрый день.\nПосле переустановки системы панель не отвечает.", operator: clodoOperator, vip: true, vote: "0",
		events: []clodoEvent{file, said("Файл журнала получили, смотрим. Похоже, пакет не был доустановлен из-за нехватки места на диске.", 23*time.Hour, false),
			agreed, offered},
	}, &clodoTicket{
		id: w.shared.newTicket(), subject: "Счёт за ноябрь: расхождение по трафику", section: "3", opened: ago(50 * time.Hour),
		text: "Прикладываю выгрузку за период.", operator: clodoOperator, vote: "1",
		events: []clodoEvent{said("Пересчитали, исправили.", 40*time.Hour, false), mine("Спасибо!", 39*time.Hour)},
	}, &clodoTicket{
		id: w.shared.newTicket(), subject: `<script>alert(1)</script> "нет связи"`, section: "1", opened: ago(90 * time.Hour), vote: "0",
		text: "<b onclick=alert(1)>Сервер</b> не отвечает.",
	})
}
